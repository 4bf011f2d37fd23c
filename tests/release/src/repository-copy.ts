/**
 * A copy of the repository, to try on it what a release changes. What is installed is not copied: the
 * copy's packages find it where it is, and each other in the copy.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../../gates/src/turbo.ts';

const LEFT_OUT = new Set(['.git', '.turbo', 'reports', 'coverage']);

export function copyRepository(to: string): void {
  const installed = join(ROOT, 'node_modules');
  cpSync(ROOT, to, {
    recursive: true,
    // pnpm links packages of the workspace to each other by relative paths.
    verbatimSymlinks: true,
    filter: (path) => path !== installed && !LEFT_OUT.has(basename(path)),
  });
  symlinkSync(installed, join(to, 'node_modules'));
}

/** Runs a script of the copy's package.json, and throws with its output where it fails. */
export function runScript(copy: string, script: string): void {
  const { status, stdout, stderr } = spawnSync('npx', ['-y', 'pnpm@12.18.0', 'run', script], {
    cwd: copy,
    encoding: 'utf8',
    // pnpm would install first: what the copy finds is not installed in it.
    env: { ...process.env, pnpm_config_verify_deps_before_run: 'false' },
  });
  if (status !== 0)
    throw new Error(`${script} failed in a copy of the repository\n${stdout}${stderr}`);
}
