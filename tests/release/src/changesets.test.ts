/** The rules by which versions are made: each package has its own, and 0.x breaks by minor versions. */
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ROOT } from '../../gates/src/turbo.ts';
import changelog from './changelog.ts';
import { publishedPackages } from './packages.ts';

const versions = new Map(
  publishedPackages().map(({ manifest }) => [manifest.name, manifest.version]),
);

it('gives each package a version of its own', () => {
  const config = JSON.parse(readFileSync(`${ROOT}.changeset/config.json`, 'utf8')) as unknown;
  expect(config).toMatchObject({
    fixed: [],
    linked: [],
    ignore: [],
    access: 'public',
    baseBranch: 'main',
    // A package that is released takes the newest of what it depends on.
    updateInternalDependencies: 'patch',
  });
});

const files = globSync('.changeset/*.md', { cwd: ROOT, exclude: ['**/README.md'] });

it.each(files)('%s changes packages that are published', (file) => {
  const text = readFileSync(`${ROOT}${file}`, 'utf8');
  const [, head = '', summary = ''] = /^---\n([^]+?)\n---\n([^]+)$/.exec(text) ?? [];
  expect(summary.trim()).not.toBe('');
  for (const line of head.split('\n')) {
    const [, name = '', bump] = /^['"](.+)['"]: (patch|minor|major)$/.exec(line) ?? [];
    expect([...versions.keys()]).toContain(name);
    // `major` would be 1.0.0: a promise that is made on purpose, not by a breaking change of 0.x.
    if (versions.get(name)?.startsWith('0.') === true) expect(bump, name).not.toBe('major');
  }
});

it('words a change as it was written, and the dependencies in one line', () => {
  expect(changelog.getReleaseLine({ summary: 'One.\n\nTwo.  ' })).toBe('- One.\n\n  Two.');
  expect(
    changelog.getDependencyReleaseLine(
      ['a', 'b'],
      [
        { name: '@luxcore/errors', newVersion: '0.2.0' },
        { name: '@luxcore/scopes', newVersion: '0.1.1' },
      ],
    ),
  ).toBe('- Takes @luxcore/errors 0.2.0, @luxcore/scopes 0.1.1.');
  expect(changelog.getDependencyReleaseLine([], [])).toBe('');
});
