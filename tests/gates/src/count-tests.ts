/**
 * Prints `N passed, N failed`, counted from the test reports of all packages, and exits with 1 on any
 * failure. The first argument is how many steps outside the test reports have failed (gates, the
 * demonstration): each counts as one.
 */
import { fileURLToPath } from 'node:url';
import { countTests, testedFolders } from './reports.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const counts = testedFolders(root).map(countTests);
const sum = (name: 'passed' | 'failed' | 'skipped'): number =>
  counts.reduce((total, count) => total + count[name], 0);

const failed = sum('failed') + Number(process.argv[2] ?? 0);
const skipped = sum('skipped');
const ending = skipped === 0 ? '' : `, ${String(skipped)} skipped`;
console.log(`${String(sum('passed'))} passed, ${String(failed)} failed${ending}`);
process.exitCode = failed === 0 ? 0 : 1;
