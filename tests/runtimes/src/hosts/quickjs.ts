/** Evaluates the suite in QuickJS, compiled to WebAssembly. Bytes go in and out as hex: its texts end at a NUL. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { newQuickJSWASMModuleFromVariant, type QuickJSHandle } from 'quickjs-emscripten-core';

const quickjs = await newQuickJSWASMModuleFromVariant(
  import('@jitl/quickjs-wasmfile-release-sync'),
);
const context = quickjs.newContext();

evaluate(`globalThis.given = { assignment: ${process.argv[2] ?? ''} }`).consume((given) => {
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
});
evaluate(readFileSync('quickjs.js', 'utf8')).dispose();
const { error } = context.runtime.executePendingJobs();
if (error !== undefined) throw new Error(JSON.stringify(context.dump(error)));

function give(
  target: QuickJSHandle,
  name: string,
  run: (...args: [QuickJSHandle, QuickJSHandle]) => QuickJSHandle,
): void {
  context.newFunction(name, run).consume((handle) => {
    context.setProp(target, name, handle);
  });
}

function evaluate(code: string): QuickJSHandle {
  return context.unwrapResult(context.evalCode(code, 'quickjs.js'));
}
