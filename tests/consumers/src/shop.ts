/** The source of projects/shop.ts as consumers of other languages would have it, and what it prints. */
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect } from 'vitest';
import type { Ran } from './fresh-project.ts';

export function projectSource(name: string): string {
  return readFileSync(new URL(`../projects/${name}`, import.meta.url), 'utf8');
}

function javaScript(module: ts.ModuleKind): string {
  const compilerOptions = { module, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(projectSource('shop.ts'), { compilerOptions }).outputText;
}

const ES_MODULE = javaScript(ts.ModuleKind.ES2022);

/** As ES modules: `main.mjs` prints what comes out of it. */
export const MODULES: Readonly<Record<string, string>> = {
  'shop.mjs': ES_MODULE,
  'main.mjs': `import { shop } from './shop.mjs';\nconsole.log(JSON.stringify(await shop()));\n`,
};

/** The same with packages named as Deno names them. */
export const DENO_MODULES: Readonly<Record<string, string>> = {
  ...MODULES,
  'shop.mjs': ES_MODULE.replaceAll(" from '@luxcore/", " from 'npm:@luxcore/"),
};

/** As CommonJS, with `require`. */
export const COMMON_JS: Readonly<Record<string, string>> = {
  'shop.cjs': javaScript(ts.ModuleKind.CommonJS),
  'main.cjs': `require('./shop.cjs').shop().then((it) => console.log(JSON.stringify(it)));\n`,
};

export const RESULT: Readonly<Record<string, unknown>> = {
  outcome: 'created',
  paid: ['order-1'],
  conflict: 'MERCHANT_REFERENCE_CONFLICT',
  signed: 200,
  forged: 401,
};

/** That a project ran, said nothing else, and what came out of it is right. */
export function expectResult({ code, stdout, stderr }: Ran): void {
  expect({ code, stderr: stderr.slice(-1_000) }).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(RESULT);
}
