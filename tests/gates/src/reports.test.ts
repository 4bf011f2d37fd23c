import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { countTests, reportPath, testedFolders } from './reports.ts';

const GOOD = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  success: true,
};

function folderWith(report: object | undefined): string {
  const folder = mkdtempSync(join(tmpdir(), 'reports-'));
  if (report !== undefined) {
    mkdirSync(dirname(reportPath(folder)), { recursive: true });
    writeFileSync(reportPath(folder), JSON.stringify(report));
  }
  return folder;
}

it.each([
  ['a good report', GOOD, { passed: 3, failed: 0, skipped: 2 }],
  [
    'failures',
    { ...GOOD, numFailedTests: 2, success: false },
    { passed: 3, failed: 2, skipped: 2 },
  ],
  ['a suite that did not load', { ...GOOD, success: false }, { passed: 3, failed: 1, skipped: 2 }],
  ['a run of nothing', { ...GOOD, numPassedTests: 0 }, { passed: 0, failed: 1, skipped: 2 }],
  ['no report', undefined, { passed: 0, failed: 1, skipped: 0 }],
])('counts %s', (_, report, expected) => {
  expect(countTests(folderWith(report))).toEqual(expected);
});

it('finds the folders that have tests', () => {
  const root = mkdtempSync(join(tmpdir(), 'workspace-'));
  for (const [folder, manifest] of Object.entries({
    'packages/a': { scripts: { test: 'vitest' } },
    'apps/b': { scripts: {} },
    'tests/c': { scripts: { test: 'vitest' } },
    'other/d': { scripts: { test: 'vitest' } },
  })) {
    mkdirSync(join(root, folder), { recursive: true });
    writeFileSync(join(root, folder, 'package.json'), JSON.stringify(manifest));
  }
  expect(testedFolders(root)).toEqual([join(root, 'packages/a'), join(root, 'tests/c')]);
});
