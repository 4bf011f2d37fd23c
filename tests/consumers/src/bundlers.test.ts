/** What each bundler makes of a project runs, and nothing is said of our packages while it is made. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUNDLERS } from './bundle.ts';
import { freshProject, runNode, toolPath } from './fresh-project.ts';
import { expectResult, MODULES } from './shop.ts';

it.each(Object.entries(BUNDLERS))('runs bundled by %s', async (_name, bundle) => {
  const folder = freshProject(MODULES);
  const { file, warnings } = await bundle(folder, 'main.mjs');
  // zod has comments that Rollup cannot read, and a circle.
  expect(warnings.filter((text) => !text.includes('node_modules/zod/'))).toEqual([]);
  expectResult(await runNode(folder, file));
});

it('runs built by Vite', async () => {
  const folder = freshProject({
    ...MODULES,
    'index.html': '<!doctype html><script type="module" src="/main.mjs"></script>',
    // Else its first lines, for browsers that lack something, ask for a document.
    'vite.config.mjs': 'export default { build: { modulePreload: { polyfill: false } } };',
  });
  const built = await runNode(folder, toolPath('vite', 'bin/vite.js'), 'build');
  expect(built).toMatchObject({ code: 0, stderr: '' });
  const [script = ''] = globSync('dist/assets/*.js', { cwd: folder });
  expect(readFileSync(join(folder, 'dist/index.html'), 'utf8')).toContain(script.slice(4));
  expectResult(await runNode(folder, script));
});
