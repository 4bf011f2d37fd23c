/**
 * A copy of the repository from which Deno publishes to JSR: a workspace of our packages, in which each
 * finds the sources of the others. In the repository itself a deno.json would be in the way of every
 * script that Deno runs there.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../gates/src/turbo.ts';
import { publishedPackages } from './packages.ts';
import { copyRepository } from './repository-copy.ts';

export function makeJsrWorkspace(folder: string): void {
  copyRepository(folder);
  const packages = publishedPackages(folder);
  const workspace = packages.map(({ name }) => `packages/${name}`);
  writeFileSync(
    join(folder, 'deno.json'),
    JSON.stringify({ workspace, nodeModulesDir: 'manual' }, undefined, 2),
  );
  for (const one of packages) copyFileSync(join(ROOT, 'LICENSE'), join(one.folder, 'LICENSE'));
}

export interface Answer {
  readonly status: number | null;
  readonly output: string;
}

/** `deno publish` of all packages in `folder`; a dry run needs no network. */
export function denoPublish(folder: string, args: readonly string[]): Answer {
  // What is published is a copy: git knows nothing of it.
  const { status, stdout, stderr } = spawnSync('deno', ['publish', '--allow-dirty', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      DENO_DIR: join(folder, '.deno'),
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
    },
  });
  return { status, output: `${stdout}${stderr}` };
}
