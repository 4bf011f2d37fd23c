/** Evaluates the suite in QuickJS, compiled to WebAssembly. Bytes go in and out as hex: its texts end at a NUL. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
} from 'quickjs-emscripten-core';
import type { Assignment } from '../entries/assignment.ts';

const quickjs = await newQuickJSWASMModuleFromVariant(
  import('@jitl/quickjs-wasmfile-release-sync'),
);
const context = quickjs.newContext();

const given = evaluate(context, `globalThis.given = { assignment: ${process.argv[2] ?? ''} }`);
give(given, 'print', (line) => {
  console.log(context.getString(line));
  return context.undefined;
});
give(given, 'random', (length) =>
  context.newString(randomBytes(context.getNumber(length)).toString('hex')),
);
give(given, 'fromBase64', (text) =>
  context.newString(Buffer.from(context.getString(text), 'base64').toString('hex')),
);
give(given, 'decode', (hex, ignoreBOM) => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: context.dump(ignoreBOM) === true });
  return context.newString(decoder.decode(Buffer.from(context.getString(hex), 'hex')));
});

// Another context of the runtime has a realm of its own.
const other = context.runtime.newContext();
const { realmFile } = JSON.parse(process.argv[2] ?? '') as Assignment;
context.setProp(given, 'realm', evaluate(other, `${readFileSync(realmFile, 'utf8')};realm`));

evaluate(context, readFileSync('quickjs.js', 'utf8'));
const { error } = context.runtime.executePendingJobs();
if (error !== undefined) throw new Error(JSON.stringify(context.dump(error)));

function give(
  target: QuickJSHandle,
  name: string,
  answer: (...args: [QuickJSHandle, QuickJSHandle]) => QuickJSHandle,
): void {
  context.newFunction(name, answer).consume((handle) => {
    context.setProp(target, name, handle);
  });
}

function evaluate(where: QuickJSContext, code: string): QuickJSHandle {
  return where.unwrapResult(where.evalCode(code, 'quickjs.js'));
}
