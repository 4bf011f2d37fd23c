/** Deno and Bun take the packages from npm's tarballs, with no build in between. */
import { it } from 'vitest';
import { describeWithTools } from '../../interop/src/required-tools.ts';
import { freshProject, optionalToolPath, run } from './fresh-project.ts';
import { DENO_MODULES, expectResult, MODULES } from './shop.ts';

// Without one permission: nothing is read, written, asked of the environment or sent.
const DENO_FLAGS = ['run', '--no-prompt', '--no-remote', '--node-modules-dir=manual'];

const deno = optionalToolPath('deno', 'deno');
// bun.exe is its name on every system.
const bun = optionalToolPath('bun', 'bin/bun.exe');

describeWithTools('Deno', 'src/runtimes.test.ts', [deno], () => {
  it('runs by npm: specifiers, without a permission', async () => {
    expectResult(await run(freshProject(DENO_MODULES), deno, [...DENO_FLAGS, 'main.mjs']));
  });
});

describeWithTools('Bun', 'src/runtimes.test.ts', [bun], () => {
  it('runs', async () => {
    expectResult(await run(freshProject(MODULES), bun, ['main.mjs']));
  });
});
