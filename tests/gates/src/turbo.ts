import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT: string = fileURLToPath(new URL('../../..', import.meta.url));

/** Runs a command in the repository, with its output as ours, and returns its exit code. */
export function run(command: string, args: readonly string[]): number {
  // turbo would report its use to its makers.
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
  const { status } = spawnSync(command, args, { cwd: ROOT, env, stdio: 'inherit' });
  return status ?? 1;
}

/** Runs tasks of turbo.json; what went well is not shown. */
export function turbo(...args: readonly string[]): number {
  return run('turbo', ['run', ...args, '--output-logs=errors-only']);
}
