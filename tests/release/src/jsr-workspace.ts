/**
 * A copy of the repository from which Deno publishes to JSR: a workspace of our packages, in which each
 * finds the sources of the others. In the repository itself a deno.json would be in the way of every
 * script that Deno runs there.
 */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../gates/src/turbo.ts';
import { runCommand, type Answer } from './command.ts';
import { publishedPackages } from './packages.ts';
import { copyRepository } from './repository-copy.ts';

export function makeJsrWorkspace(folder: string): void {
  copyRepository(folder);
  const packages = publishedPackages(folder);
  const workspace = packages.map(({ name }) => `packages/${name}`);
  const config = JSON.stringify({ workspace, nodeModulesDir: 'manual' });
  writeFileSync(join(folder, 'deno.json'), config);
  for (const one of packages) copyFileSync(join(ROOT, 'LICENSE'), join(one.folder, 'LICENSE'));
}

/** `deno publish` of all packages in `folder`, to JSR or to what stands in for it. */
export function denoPublish(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  // git knows nothing of the copy.
  return runCommand('deno', ['publish', '--allow-dirty', ...args], {
    cwd: folder,
    env: { DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1', ...env },
  });
}
