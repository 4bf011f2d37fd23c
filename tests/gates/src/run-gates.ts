/**
 * Runs every gate and every test of every package, as `npm test` does, and ends with the count.
 *
 * turbo runs what has changed since the last time and remembers the rest; a gate that fails does not
 * stop the others, so that one run tells all.
 */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { reportPath, testedFolders } from './reports.ts';
import { ROOT, run, turbo } from './turbo.ts';

const GATES = ['build', 'typecheck', 'test', 'pack', 'size', '//#lint', '//#knip', '//#format'];

for (const folder of testedFolders(ROOT)) rmSync(reportPath(folder), { force: true });

const gates = turbo(...GATES, '--continue', '--concurrency=2');
const count = run(process.execPath, [
  fileURLToPath(new URL('count-tests.ts', import.meta.url)),
  gates === 0 ? '0' : '1',
]);
process.exitCode = gates === 0 ? count : 1;
