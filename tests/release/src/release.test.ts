/**
 * A release, tried on a copy of the repository: the versions are made, and each package is packed. What
 * a registry has been given cannot be taken back.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packAll } from '../../gates/src/packed.ts';
import { ROOT } from '../../gates/src/turbo.ts';
import { installScripts } from './install-scripts.ts';
import { publishedPackages, type Manifest } from './packages.ts';
import { copyRepository, runScript } from './repository-copy.ts';
import { readTarball } from './tarball.ts';
import { PATIENCE_MS, temporaryFolder } from './set-up.ts';

const CHANGED = 'The release that a test makes.';

const copy = join(temporaryFolder(), 'copy');
let released: ReadonlyMap<string, Manifest>;
let tarballs: Readonly<Record<string, string>>;

beforeAll(() => {
  copyRepository(copy);
  // So that there is something to release, right after a release too.
  const changes = publishedPackages().map(({ manifest }) => `'${manifest.name}': patch`);
  const changeset = ['---', ...changes, '---', '', CHANGED, ''].join('\n');
  writeFileSync(join(copy, '.changeset', 'made-by-a-test.md'), changeset);

  runScript(copy, 'release:version');
  tarballs = packAll(join(copy, 'packed'), copy);
  released = new Map(publishedPackages(copy).map(({ manifest }) => [manifest.name, manifest]));
}, PATIENCE_MS);

describe.each(publishedPackages())('@luxcore/$name', ({ name, manifest }) => {
  const version = (): string => released.get(manifest.name)?.version ?? '';

  it('gets the next version, in 0.x until somebody decides otherwise', () => {
    const [major, minor, patch] = numbersOf(manifest.version);
    const next = [
      `${major}.${minor}.${String(Number(patch) + 1)}`,
      `${major}.${String(Number(minor) + 1)}.0`,
    ];
    expect(next).toContain(version());
  });

  it('gets a changelog that says what has changed, once', () => {
    const changelog = readFileSync(join(copy, 'packages', name, 'CHANGELOG.md'), 'utf8');
    expect(changelog).toMatch(new RegExp(`^# ${manifest.name}\n\n## ${version()}\n`));
    expect(changelog).toContain(`- ${CHANGED}\n`);
    const [, newest = ''] = changelog.split(/^## /m);
    expect(newest.match(/^- Takes /gm) ?? []).toHaveLength(dependsOnOurs(manifest) ? 1 : 0);
  });

  it('gets the same version for JSR', () => {
    const jsr = readFileSync(join(copy, 'packages', name, 'jsr.json'), 'utf8');
    expect((JSON.parse(jsr) as Manifest).version).toBe(version());
  });

  describe('as it is packed', () => {
    let files: ReadonlyMap<string, string>;
    let packed: Manifest;

    beforeAll(() => {
      files = readTarball(readFileSync(tarballs[manifest.name] ?? ''));
      packed = JSON.parse(files.get('package.json') ?? '') as Manifest;
    });

    it('says its version, and the ranges of what it needs', () => {
      expect(packed.version).toBe(version());
      const expected = Object.entries(manifest.dependencies ?? {}).map(([needed, range]) => [
        needed,
        range.replace('workspace:^', `^${released.get(needed)?.version ?? ''}`),
      ]);
      expect(packed.dependencies ?? {}).toEqual(Object.fromEntries(expected));
      expect(files.get('package.json')).not.toContain('workspace:');
    });

    it('brings the licence', () => {
      expect(files.get('LICENSE')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
    });

    it('runs nothing when it is installed', () => {
      expect(installScripts(packed, [...files.keys()])).toEqual([]);
    });
  });
});

it('uses up the changesets', () => {
  expect(existsSync(join(copy, '.changeset', 'made-by-a-test.md'))).toBe(false);
  expect(existsSync(join(copy, '.changeset', 'config.json'))).toBe(true);
});

it('leaves this repository alone', () => {
  const here = publishedPackages().map(({ manifest }) => manifest.version);
  expect(here).not.toEqual([...released.values()].map(({ version }) => version));
});

function numbersOf(version: string): [string, string, string] {
  const [major = '', minor = '', patch = ''] = version.split('.');
  return [major, minor, patch];
}

function dependsOnOurs({ dependencies = {} }: Manifest): boolean {
  return Object.keys(dependencies).some((name) => name.startsWith('@luxcore/'));
}
