/** The runtimes that a benchmark runs on: this Node, and others that are installed. */
import { execFileSync } from 'node:child_process';
import { DENO_RUN, installedCommand } from '../../tests/runtimes/engines/installed.ts';

export interface Runtime {
  readonly name: 'Node' | 'Node 20' | 'Deno' | 'Bun';
  /** Runs a file of JavaScript with arguments, and returns what it printed. */
  readonly run: (file: string, ...args: string[]) => string;
}

const DENO_FLAGS = [...DENO_RUN, '--allow-env', '--allow-read', '--allow-sys'];

export function runtimes(): Runtime[] {
  const found: Runtime[] = [{ name: 'Node', run: runner(process.execPath) }];
  const node20 = installedCommand('node20');
  if (node20 !== undefined) found.push({ name: 'Node 20', run: runner(node20) });
  const deno = installedCommand('deno');
  if (deno !== undefined) found.push({ name: 'Deno', run: runner(deno, DENO_FLAGS) });
  const bun = installedCommand('bun');
  if (bun !== undefined) found.push({ name: 'Bun', run: runner(bun) });
  return found;
}

function runner(command: string, flags: readonly string[] = []): Runtime['run'] {
  return (file, ...args) =>
    execFileSync(command, [...flags, file, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    });
}
