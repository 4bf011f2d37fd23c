/** Evaluates the suite in QuickJS, compiled to WebAssembly. */
import { readFileSync } from 'node:fs';
import variant from '@jitl/quickjs-wasmfile-release-sync';
import { newQuickJSWASMModuleFromVariant, type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';
import type { Assignment } from '../entries/assignment.ts';

const quickjs = await newQuickJSWASMModuleFromVariant(variant);
const context = quickjs.newContext();
const assignment = JSON.parse(process.argv[2] ?? '') as Assignment;

function give(name: string, run: (...args: QuickJSHandle[]) => QuickJSHandle | undefined): void {
  context.newFunction(name, run).consume((handle) => {
    context.setProp(context.global, name, handle);
  });
}

give('print', (line) => {
  console.log(context.getString(line));
  return undefined;
});
evaluate(context, `globalThis.assignment = ${JSON.stringify(assignment)}`);
evaluate(context, readFileSync('quickjs.js', 'utf8'));
const jobs = context.runtime.executePendingJobs();
if (jobs.error) throw new Error(JSON.stringify(context.dump(jobs.error)));

function evaluate(where: QuickJSContext, code: string): void {
  const result = where.evalCode(code, 'quickjs.js');
  if (result.error) throw new Error(JSON.stringify(where.dump(result.error)));
  result.value.dispose();
}
