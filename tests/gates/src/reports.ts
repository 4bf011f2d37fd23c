/** Reads the test reports that vitest leaves in each package: `reports/tests.json`. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

/** The folders of all workspace packages below `root` that have tests. */
export function testedFolders(root: string): string[] {
  return globSync('{packages,apps,tests}/*/package.json', { cwd: root })
    .map((file) => join(root, dirname(file)))
    .filter((folder) => {
      const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
      return (JSON.parse(manifest) as { scripts?: { test?: string } }).scripts?.test !== undefined;
    })
    .sort();
}

export function reportPath(folder: string): string {
  return join(folder, 'reports', 'tests.json');
}

/**
 * Counts the tests of a folder. A report that is missing, that could not be loaded whole or that says
 * nothing ran is a failure of its own: a suite that crashed must not count as zero failures.
 */
export function countTests(folder: string): Count {
  const path = reportPath(folder);
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  const failed = report.numFailedTests;
  const isBroken = failed === 0 && (!report.success || report.numPassedTests === 0);
  return {
    passed: report.numPassedTests,
    failed: isBroken ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
