/** The runtimes that a benchmark runs on: this Node, and those of this package that are installed. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface Runtime {
  readonly name: 'Node' | 'Node 20' | 'Deno' | 'Bun';
  /** Runs a file of JavaScript with arguments, and returns what it printed. */
  readonly run: (file: string, ...args: string[]) => string;
}

const require = createRequire(import.meta.url);

/** Outside of its own package Deno would edit the root package.json without `--no-config`. */
const DENO_FLAGS = [
  'run',
  '--no-config',
  '--no-remote',
  '--node-modules-dir=manual',
  '--allow-env',
  '--allow-read',
  '--allow-sys',
];

export function runtimes(): Runtime[] {
  const found: Runtime[] = [{ name: 'Node', run: runner(process.execPath) }];
  const node20 = installed('node20/package.json', 'bin/node');
  if (node20 !== undefined) found.push({ name: 'Node 20', run: runner(node20) });
  const deno = installed('deno/package.json', 'deno');
  if (deno !== undefined) found.push({ name: 'Deno', run: runner(deno, DENO_FLAGS) });
  // bun.exe is its name on every system.
  const bun = installed('bun/package.json', 'bin/bun.exe');
  if (bun !== undefined) found.push({ name: 'Bun', run: runner(bun) });
  return found;
}

function installed(manifest: string, command: string): string | undefined {
  try {
    const path = join(dirname(require.resolve(manifest)), command);
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function runner(command: string, flags: readonly string[] = []): Runtime['run'] {
  return (file, ...args) =>
    execFileSync(command, [...flags, file, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    });
}
