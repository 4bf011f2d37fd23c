/** The packed packages on Node: imported, required, and every entry that is published. */
import { globSync, readFileSync, realpathSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, inject, it } from 'vitest';
import { ENTRIES } from '../../gates/src/published.ts';
import { freshProject, installedManifest, runNode } from './fresh-project.ts';
import { COMMON_JS, expectResult, MODULES } from './shop.ts';

it('runs with import', async () => {
  expectResult(await runNode(freshProject(MODULES), 'main.mjs'));
});

it('runs with require', async () => {
  expectResult(await runNode(freshProject(COMMON_JS), 'main.cjs'));
});

it('takes the installed packages, and nothing of the workspace', async () => {
  const folder = freshProject({
    'where.mjs': `for (const name of ${JSON.stringify(ENTRIES.map(({ specifier }) => specifier))}) {
      console.log(import.meta.resolve(name));
    }`,
  });
  const { stdout } = await runNode(folder, 'where.mjs');
  const packages = `${pathToFileURL(realpathSync(join(folder, 'node_modules/@luxcore'))).href}/`;
  const found = stdout.trim().split('\n');
  expect(found).toHaveLength(ENTRIES.length);
  expect(found.filter((file) => !file.startsWith(packages))).toEqual([]);
});

/** Which of Node's own modules for HTTP a process has loaded when a script ends. */
async function httpModules(script: string): Promise<string[]> {
  const list = `console.log(process.moduleLoadList.join());`;
  const folder = freshProject({ 'load.mjs': `${script};\n${list}` });
  const { stdout } = await runNode(folder, 'load.mjs');
  return stdout
    .split(',')
    .filter((name) => /^NativeModule (?:https?|tls|internal\/deps\/undici\/undici)$/.test(name));
}

it('starts without the HTTP of Node, which takes longer to load than all of ours', async () => {
  expect(await httpModules(`import '@luxcore/client'`)).toEqual([]);
  expect(await httpModules(`import 'node:http'`)).toContain('NativeModule http');
});

it.each(ENTRIES.map(({ specifier }) => specifier))(
  'has the same names by import and by require of %s',
  async (specifier) => {
    const { stdout, stderr } = await runNode(freshEntries(), 'names.mjs', specifier);
    const { imported, required } = JSON.parse(stdout) as Record<string, string[]>;
    expect(stderr).toBe('');
    expect(required?.length).toBeGreaterThan(0);
    expect(imported).toEqual(required);
  },
);

// Data for any language: read as JSON, by whatever reads JSON.
it.each(['@luxcore/signing/vectors.json', '@luxcore/emulator/openapi.json'])(
  'has the data of %s',
  async (specifier) => {
    const { stdout } = await runNode(freshEntries(), 'data.mjs', specifier);
    expect(Number(stdout)).toBeGreaterThan(0);
  },
);

let entries: string | undefined;
function freshEntries(): string {
  entries ??= freshProject({
    'names.mjs': `import { createRequire } from 'node:module';
      const [, , specifier] = process.argv;
      // Only CommonJS has these, as a default.
      const ours = (all) => Object.keys(all).filter((name) => !/^(?:default|module\\.exports)$/.test(name)).sort();
      const required = ours(createRequire(import.meta.url)(specifier));
      console.log(JSON.stringify({ imported: ours(await import(specifier)), required }));`,
    'data.mjs': `const [, , specifier] = process.argv;
      const { default: data } = await import(specifier, { with: { type: 'json' } });
      console.log(Object.keys(data).length);`,
  });
  return entries;
}

describe.each(Object.keys(inject('tarballs')))('%s', (name) => {
  it('runs nothing when it is installed', () => {
    const { scripts = {} } = installedManifest(name);
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(scripts).filter((script) => atInstall.includes(script))).toEqual([]);
  });

  it('says from which Node on it works', () => {
    expect(installedManifest(name).engines?.node).toBe('>=20.19');
  });

  // Where all packages are installed side by side, one finds also what it does not name.
  it('names every package that it imports', () => {
    const { dependencies = {}, peerDependencies = {} } = installedManifest(name);
    const named = [name, ...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    expect(importedPackages(name).filter((other) => !named.includes(other))).toEqual([]);
  });
});

const IMPORT =
  /^(?:import|export|var|\} from)\b.*?(?:from |require\()"((?:@[^/"]+\/)?[^./"][^/"]*)/gm;

/** The packages that the built files of one import, Node's own modules apart. */
function importedPackages(name: string): string[] {
  const dist = join(inject('installation'), 'node_modules', name, 'dist');
  const files = globSync('**/*.{js,cjs}', { cwd: dist }).map((file) =>
    readFileSync(join(dist, file), 'utf8'),
  );
  const found = files.flatMap((text) => [...text.matchAll(IMPORT)].map(([, other]) => other ?? ''));
  return [...new Set(found)].filter((other) => !isBuiltin(other));
}

it('finds the packages that one imports', () => {
  expect(importedPackages('@luxcore/emulator')).toEqual(
    expect.arrayContaining(['@luxcore/webhooks', '@hono/node-server', 'hono', 'jose', 'zod']),
  );
});
