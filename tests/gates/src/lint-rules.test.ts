/** The lint rule about floors and runtimes is itself tested: a rule that cannot fail guards nothing. */
import { builtinModules } from 'node:module';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUSE } from './house.ts';
import { ROOT } from './turbo.ts';

const RULE = 'house/floor';
const names = Object.keys(HOUSE);
let eslint: ESLint;

beforeAll(() => {
  // Without types: only the rule about floors is looked at, and the files do not exist.
  eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: { parserOptions: { projectService: false, project: false } },
      },
    ],
    ruleFilter: ({ ruleId }) => ruleId === RULE,
  });
});

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  // A text that does not parse has a message without an id.
  return (result?.messages ?? []).map(({ ruleId, messageId, message }) =>
    ruleId === RULE ? (messageId ?? message) : message,
  );
}

describe.each(names)('packages/%s', (name) => {
  const floor = HOUSE[name];
  const file = `packages/${name}/src/thing.ts`;
  const nodeFile = `packages/${name}/src/thing.node.ts`;

  it.each(names)('may import @luxcore/%s only if it is below', async (other) => {
    const expected = floor?.below.includes(other) === true ? [] : ['upwards'];
    for (const code of [
      `export * from '@luxcore/${other}';`,
      `import type { Thing } from '@luxcore/${other}';`,
      `await import('@luxcore/${other}');`,
    ]) {
      expect(await complaints(file, code)).toEqual(expected);
      expect(await complaints(nodeFile, code)).toEqual(expected);
    }
  });

  it('refuses Node, except in a file named for it', async () => {
    const code = "import 'node:fs';";
    expect(await complaints(file, code)).toEqual(['runtimeModule']);
    expect(await complaints(nodeFile, code)).toEqual([]);
    expect(await complaints(nodeFile, 'process.env.HOME; import.meta.url;')).toEqual([]);
  });
});

describe('isomorphic code', () => {
  const file = 'packages/client/src/thing.ts';

  it('imports no builtin of Node, with a prefix or without', async () => {
    const code = builtinModules.map((builtin) => `import '${builtin}';`).join('\n');
    expect(builtinModules).toEqual(expect.arrayContaining(['zlib', 'dns', 'fs/promises']));
    expect(await complaints(file, code)).toEqual(builtinModules.map(() => 'runtimeModule'));
  });

  it.each([
    "import { test } from 'node:test';",
    "import { createHash } from 'crypto';",
    "export * from 'fs/promises';",
    "export { gzip } from 'zlib';",
    "await import('node:fs');",
    'await import(`node:fs`);',
    "import fs = require('node:fs');",
    "let buffer: import('node:buffer').Buffer;",
    "import { Database } from 'bun:sqlite';",
    "import { env } from 'cloudflare:workers';",
  ])('refuses %s', async (code) => {
    expect(await complaints(file, code)).toEqual(['runtimeModule']);
  });

  it('refuses an import of what is not known before', async () => {
    expect(await complaints(file, "await import('node:' + name);")).toEqual(['computedModule']);
  });

  it.each([
    'process.env.HOME;',
    "Buffer.from('');",
    'let bytes: Buffer;',
    "require('x');",
    'module.exports = {};',
    'setImmediate(() => {});',
    'Deno.env;',
    'typeof Bun;',
    'global;',
    'import.meta.url;',
    'globalThis.process;',
    'globalThis?.process;',
    "globalThis['Buffer'];",
    'globalThis[`process`];',
    'self.process;',
    'globalThis.globalThis;',
    '(globalThis as { process?: object }).process;',
    '(globalThis as unknown as { process: object })["process"];',
    '(<{ process?: object }>globalThis).process;',
    '(globalThis as { process?: object })!.process;',
    'const { process } = globalThis;',
    'const { process: runtime } = globalThis as { process?: { env?: object } };',
    "const { ['process']: runtime } = globalThis;",
    'let process; ({ process } = globalThis);',
    'type Runtime = typeof globalThis.process;',
  ])('refuses %s', async (code) => {
    expect(await complaints(file, code)).toEqual(['runtimeName']);
  });

  it.each([
    'const scope = globalThis;',
    'read(globalThis);',
    'const { ...all } = globalThis;',
    'globalThis[name];',
    'const { [name]: runtime } = globalThis;',
    'const runtime = globalThis as { process?: object };',
    "Reflect.get(globalThis, 'process');",
  ])('refuses %s, behind which anything can be read', async (code) => {
    expect(await complaints(file, code)).toEqual(['handedOn']);
  });

  it.each([
    'globalThis.fetch;',
    'const { crypto } = globalThis as { crypto?: Crypto };',
    'typeof globalThis;',
    'new Uint8Array(1);',
    'setTimeout(() => {}, 1);',
    'const process = 1; process;',
    'const options = { process: 1 }; options.process;',
    "import { gzip } from './zlib.ts';",
    "import 'hono';",
  ])('takes %s', async (code) => {
    expect(await complaints(file, code)).toEqual([]);
  });
});

describe('the exceptions', () => {
  const exceptions = names.flatMap((name) =>
    Object.entries(HOUSE[name]?.environment ?? {}).map(([file, reads]) => ({
      file: `packages/${name}/${file}`,
      reads,
    })),
  );

  it('are five files', () => {
    expect(exceptions.map(({ file }) => file)).toEqual([
      'packages/signing/src/engine/native.ts',
      'packages/client/src/auth/from-env.ts',
      'packages/client/src/browser-guard.ts',
      'packages/client/src/transport/own-connection.ts',
      'packages/emulator/src/state/sqlite-storage.ts',
    ]);
  });

  it.each(exceptions)('of $file are $reads and no more', async ({ file, reads }) => {
    for (const path of reads) {
      const [name = '', member] = path.split('.');
      const type = member === undefined ? 'unknown' : `{ ${member}?: unknown }`;
      const code = `const { ${name} } = globalThis as { ${name}?: ${type} };`;
      expect(await complaints(file, code)).toEqual([]);
      expect(await complaints('packages/errors/src/thing.ts', code)).toEqual(['runtimeName']);
    }
    for (const code of [
      'const { process } = globalThis as { process?: { argv?: string[] } };',
      'const { process } = globalThis as { process?: { [name: string]: unknown } };',
      'const { process } = globalThis as { process?: any };',
      'process.env;',
      'globalThis.process;',
    ]) {
      expect(await complaints(file, code)).toEqual(['runtimeName']);
    }
  });
});
