/**
 * A copy of the repository from which Deno publishes to JSR: a workspace of our packages, in which each
 * finds the sources of the others. In the repository itself a deno.json would be in the way of every
 * script that Deno runs there.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../gates/src/turbo.ts';
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

export interface Answer {
  readonly status: unknown;
  readonly output: string;
}

/** `deno publish` of all packages in `folder`, to JSR or to what stands in for it. */
export async function denoPublish(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  // git knows nothing of the copy.
  const child = spawn('deno', ['publish', '--allow-dirty', ...args], {
    cwd: folder,
    env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1', ...env },
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [status] = (await once(child, 'close')) as unknown[];
  return { status, output };
}
