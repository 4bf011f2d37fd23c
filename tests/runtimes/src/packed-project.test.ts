import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { SUITE_PACKAGES } from './packed-project.ts';

const { project } = inject('workbench');

it('has every package as it is published, without the workspace', () => {
  for (const name of SUITE_PACKAGES) {
    const folder = join(project, 'node_modules', name);
    const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
    expect(manifest).not.toContain('workspace:');
    expect(existsSync(join(folder, 'dist/index.js'))).toBe(true);
    expect(existsSync(join(folder, 'src/index.ts'))).toBe(false);
  }
});

it.each(['workerd.js', 'browser.js', 'edge-vm.js', 'quickjs.js', 'browser-build.js', 'realm.js'])(
  'bundles %s from the packages of the project alone',
  (file) => {
    const text = readFileSync(join(project, file), 'utf8');
    const sources = [...text.matchAll(/^\s*\/\/ (\S+\/node_modules\/\S+)$/gm)].map(
      ([, path]) => path,
    );
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((path) => !path?.includes('packed-project-'))).toEqual([]);
  },
);

it('lets Node, Deno and Bun find the packages themselves', () => {
  const text = readFileSync(join(project, 'process.js'), 'utf8');
  for (const name of SUITE_PACKAGES) {
    expect(text).toContain(`from "${name}"`);
  }
});
