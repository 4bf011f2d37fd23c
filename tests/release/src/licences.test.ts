/** Whoever installs a package gets its dependencies too: all may be used by all, and none runs a script. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { installScripts } from './install-scripts.ts';
import { runTimeDependencies } from './licences.ts';
import { publishedPackages } from './packages.ts';

const ALLOWED = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', '0BSD'];

const dependencies = runTimeDependencies(publishedPackages());

it('finds the dependencies, and theirs', () => {
  const table = [...dependencies].map(([name, { manifest }]) => ({
    dependency: name,
    licence: manifest.license,
    'brought by': broughtBy(manifest.name),
  }));
  console.table(table);
  const names = [...dependencies.values()].map(({ manifest }) => manifest.name);
  expect(names).toEqual(expect.arrayContaining(['@noble/hashes', 'hono', 'jose', 'zod']));
});

function broughtBy(name: string): string {
  const bringing = publishedPackages().filter((one) =>
    [...runTimeDependencies([one]).values()].some(({ manifest }) => manifest.name === name),
  );
  return bringing.map((one) => one.name).join(', ');
}

describe.each([...dependencies])('%s', (_name, { manifest, folder }) => {
  it('has a licence that allows every use', () => {
    expect(ALLOWED).toContain(manifest.license);
  });

  it('runs nothing when it is installed', () => {
    // `prepare` and the like run where a package is made, not where it is installed.
    const inRegistry = ['preinstall', 'install', 'postinstall', 'binding.gyp'];
    const scripts = installScripts(manifest, readdirSync(folder));
    expect(scripts.filter((script) => inRegistry.includes(script))).toEqual([]);
  });
});
