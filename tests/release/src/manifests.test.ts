/** What every package.json of a published package says. npm takes whatever it is given, and keeps it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../gates/src/turbo.ts';
import { installScripts } from './install-scripts.ts';
import { publishedPackages, readManifest, type Manifest } from './packages.ts';

const EXACT = /^\d+\.\d+\.\d+$/;

describe.each(publishedPackages())('@luxcore/$name', ({ name, folder, manifest }) => {
  it('is named for its folder and described', () => {
    expect(manifest.name).toBe(`@luxcore/${name}`);
    expect(manifest.version).toMatch(EXACT);
    expect(manifest.description).toMatch(/^[A-Z].{30,120}\.$/);
    expect(manifest.license).toBe('MIT');
    const keywords = manifest.keywords ?? [];
    expect(keywords).toEqual(expect.arrayContaining(['luxcore', 'payments', name]));
    expect(new Set(keywords).size).toBe(keywords.length);
  });

  it('is published for all, with provenance', () => {
    expect(manifest.private).toBeUndefined();
    expect(manifest.publishConfig).toEqual({ access: 'public', provenance: true });
  });

  it('is a module without side effects, for Node 20.19 and later', () => {
    expect(manifest.type).toBe('module');
    expect(manifest.sideEffects).toBe(false);
    expect(manifest.engines).toEqual({ node: '>=20.19' });
    expect(manifest.exports).toHaveProperty(['./package.json'], './package.json');
  });

  it('names the files that it publishes: what is built, and data', () => {
    const { files = [] } = manifest;
    expect(files).toContain('dist');
    for (const file of files.filter((one) => one !== 'dist')) {
      expect(file).toMatch(/\.json$/);
      expect(existsSync(`${folder}/${file}`)).toBe(true);
    }
  });

  it('runs nothing when it is installed or packed', () => {
    expect(installScripts(manifest, globSync('*', { cwd: folder }))).toEqual([]);
  });

  it('takes ours from the workspace, and others in one version', () => {
    expect(manifest.optionalDependencies).toBeUndefined();
    for (const [needed, range] of Object.entries(manifest.dependencies ?? {})) {
      if (needed.startsWith('@luxcore/')) expect(range, needed).toBe('workspace:^');
      else expect(range, needed).toMatch(EXACT);
    }
  });

  it('asks for no peer that a user must have', () => {
    const { peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
    for (const peer of Object.keys(peerDependencies)) {
      expect(peerDependenciesMeta[peer], peer).toEqual({ optional: true });
    }
  });

  it('has a README that begins with its name and says how to install it', () => {
    const readme = readFileSync(`${folder}/README.md`, 'utf8');
    expect(readme).toMatch(new RegExp(`^# @luxcore/${name}\n`));
    expect(readme).toMatch(new RegExp(`^npm install (--save-dev )?@luxcore/${name}\\b`, 'm'));
  });
});

it('publishes every folder of packages/, and nothing else', () => {
  const folders = globSync('packages/*/package.json', { cwd: ROOT });
  const names = publishedPackages().map(({ name }) => `packages/${name}/package.json`);
  expect(folders.sort()).toEqual(names.sort());
  for (const path of globSync('{apps,tests,bench}/**/package.json', {
    cwd: ROOT,
    exclude: ['**/node_modules/**', '**/dist/**'],
  })) {
    expect(readManifest(`${ROOT}${path.replace(/\/package\.json$/, '')}`).private, path).toBe(true);
  }
});

describe('installScripts', () => {
  const manifest: Manifest = { name: 'x', version: '1.0.0' };

  it.each(['preinstall', 'install', 'postinstall', 'prepare', 'prepack'])('finds %s', (script) => {
    expect(installScripts({ ...manifest, scripts: { [script]: 'x', test: 'x' } }, [])).toEqual([
      script,
    ]);
  });

  it('finds what npm compiles unasked', () => {
    expect(installScripts(manifest, ['binding.gyp'])).toEqual(['binding.gyp']);
    expect(installScripts({ ...manifest, gypfile: false }, ['binding.gyp'])).toEqual([]);
  });
});
