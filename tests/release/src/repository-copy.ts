/**
 * A copy of what a release changes and runs, to try it on. What is installed is not copied: the copy's
 * packages find it where it is, and each other in the copy. Nor are the other tests, which may run, and
 * write files of theirs, meanwhile.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ROOT } from '../../gates/src/turbo.ts';

const COPIED = ['.changeset', '*.{json,yaml,md}', 'LICENSE', 'packages', 'tests/{gates,release}'];

const LEFT_OUT = ['.turbo', 'reports', 'coverage'];

export function copyRepository(to: string): void {
  for (const path of globSync(COPIED, { cwd: ROOT })) {
    cpSync(join(ROOT, path), join(to, path), {
      recursive: true,
      // pnpm links packages of the workspace to each other by relative paths.
      verbatimSymlinks: true,
      filter: (from) => !LEFT_OUT.includes(basename(from)) && !isInstalledForTests(from),
    });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(to, 'node_modules'));
}

function isInstalledForTests(path: string): boolean {
  return basename(path) === 'node_modules' && basename(dirname(dirname(path))) === 'tests';
}

/** Runs a script of the copy's package.json, and throws with its output where it fails. */
export function runScript(copy: string, script: string): void {
  const { status, stdout, stderr } = spawnSync('pnpm', ['run', script], {
    cwd: copy,
    encoding: 'utf8',
    // pnpm would install first: what the copy finds is not installed in it.
    env: { ...process.env, pnpm_config_verify_deps_before_run: 'false' },
  });
  if (status === 0) return;
  throw new Error(`${script} failed in a copy of the repository\n${stdout}${stderr}`);
}
