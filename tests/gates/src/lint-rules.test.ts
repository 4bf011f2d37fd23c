/** The lint rules about floors and runtimes are themselves tested: a rule that cannot fail guards nothing. */
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUSE } from './house.ts';
import { ROOT } from './turbo.ts';

const RULE = 'no-restricted-';
const names = Object.keys(HOUSE);
let eslint: ESLint;

beforeAll(() => {
  // Without types: only the rules about floors are looked at, and the files do not exist.
  eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: { parserOptions: { projectService: false, project: false } },
      },
    ],
    ruleFilter: ({ ruleId }) => ruleId.startsWith(RULE),
  });
});

async function complaints(file: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: file });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

describe.each(names)('packages/%s', (name) => {
  const floor = HOUSE[name];
  const file = `packages/${name}/src/thing.ts`;

  it.each(names)('may import @luxcore/%s only if it is below', async (other) => {
    const found = await complaints(file, `export * from '@luxcore/${other}';`);
    expect(found).toEqual(floor?.below.includes(other) === true ? [] : ['no-restricted-imports']);
  });

  it.each([
    "import 'node:fs';",
    "import { createHash } from 'crypto';",
    "export * from 'fs/promises';",
  ])('refuses %s, except in a file named for Node', async (code) => {
    expect(await complaints(file, code)).toEqual(['no-restricted-imports']);
    expect(await complaints(`packages/${name}/src/thing.node.ts`, code)).toEqual([]);
  });

  it.each([
    ['process.env.HOME;', 'no-restricted-globals'],
    ["Buffer.from('');", 'no-restricted-globals'],
    ["require('x');", 'no-restricted-globals'],
    ['Deno.env;', 'no-restricted-globals'],
    ['globalThis.process;', 'no-restricted-properties'],
    ["globalThis['Buffer'];", 'no-restricted-properties'],
    ['import.meta.url;', 'no-restricted-syntax'],
  ])('refuses %s', async (code, rule) => {
    expect(await complaints(file, code)).toEqual([rule]);
  });

  it('lets the files of the table alone look at the environment', async () => {
    for (const allowed of floor?.environment ?? []) {
      expect(await complaints(`packages/${name}/${allowed}`, 'globalThis.process;')).toEqual([]);
    }
  });
});
