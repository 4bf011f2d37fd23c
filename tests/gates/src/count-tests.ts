/**
 * Prints `N passed, N failed`, counted from the test reports of all packages, and exits with 1 on any
 * failure. The first argument is 1 where a gate failed: that counts as one failure where no test did.
 */
import { countTests, testedFolders } from './reports.ts';
import { ROOT } from './turbo.ts';

const counts = testedFolders(ROOT).map(countTests);
const sum = (name: 'passed' | 'failed' | 'skipped'): number =>
  counts.reduce((total, count) => total + count[name], 0);

// A step that failed because tests failed has been counted with them.
const failed = sum('failed') > 0 ? sum('failed') : Number(process.argv[2] ?? 0);
const skipped = sum('skipped');
const ending = skipped === 0 ? '' : `, ${String(skipped)} skipped`;
console.log(`${String(sum('passed'))} passed, ${String(failed)} failed${ending}`);
process.exitCode = failed === 0 ? 0 : 1;
