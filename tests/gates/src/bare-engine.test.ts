/**
 * On an engine with nothing but the language, every isomorphic package can be imported, and says at its
 * first use what it lacks. Builds have broken on code at import that nobody called; QuickJS, old
 * browsers and the sandboxes of test runners have no TextEncoder, crypto or fetch.
 */
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { ENTRIES } from './published.ts';

const ISOMORPHIC = ENTRIES.filter(
  ({ specifier }) => !/^@luxcore\/(?:emulator|client\/(?:node|undici))/.test(specifier),
);

/** What a package exports, on an engine of the language alone. */
async function importBare(specifier: string, folder: string): Promise<Record<string, unknown>> {
  const { outputFiles } = await build({
    stdin: { contents: `export * from '${specifier}';`, resolveDir: folder },
    bundle: true,
    conditions: ['browser'],
    format: 'iife',
    globalName: 'exported',
    platform: 'neutral',
    write: false,
    logLevel: 'silent',
  });
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(outputFiles[0]?.text ?? '', context);
  return runInContext('exported', context) as Record<string, unknown>;
}

describe.each(ISOMORPHIC)('$specifier', ({ specifier, folder }) => {
  it('can be imported', async () => {
    expect(Object.keys(await importBare(specifier, folder))).not.toEqual([]);
  });
});

it('notices code at import that needs more', async () => {
  const script = 'export const encoder = new TextEncoder();';
  const module = `data:text/javascript,${encodeURIComponent(script)}`;
  await expect(importBare(module, '.')).rejects.toThrow('TextEncoder is not defined');
});
