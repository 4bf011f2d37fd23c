/**
 * Runs every gate and every test of every package, as `npm test` does, and ends with the count.
 *
 * turbo runs what has changed since the last time and remembers the rest; a gate that fails does not
 * stop the others, so that one run tells all.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportPath, testedFolders } from './reports.ts';

const GATES = ['build', 'typecheck', 'test', 'pack', 'size', '//#lint', '//#knip', '//#format'];

const root = fileURLToPath(new URL('../../..', import.meta.url));
for (const folder of testedFolders(root)) rmSync(reportPath(folder), { force: true });

const environment = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' };
const options = ['--continue', '--concurrency=2', '--output-logs=errors-only'];
const gates = run('turbo', ['run', ...GATES, ...options]);
const count = run(process.execPath, [
  fileURLToPath(new URL('count-tests.ts', import.meta.url)),
  gates === 0 ? '0' : '1',
]);
process.exitCode = gates === 0 ? count : 1;

function run(command: string, args: readonly string[]): number {
  const { status } = spawnSync(command, args, { cwd: root, env: environment, stdio: 'inherit' });
  return status ?? 1;
}
