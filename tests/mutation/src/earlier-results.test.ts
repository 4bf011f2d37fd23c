import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepKills } from './earlier-results.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mutation-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('takes over what a test has killed, and runs again what ended in any other way', () => {
  const path = join(folder, 'scopes.json');
  const [killed, ...others] = ['Killed', 'Survived', 'NoCoverage', 'Timeout', 'RuntimeError'].map(
    (status, id) => ({ id, status }),
  );
  const report = {
    testFiles: { 'src/a.test.ts': { tests: [] } },
    files: {
      'src/a.ts': { source: 'a', mutants: [killed, ...others] },
      'src/b.ts': { source: 'b', mutants: others },
    },
  };
  writeFileSync(path, JSON.stringify(report));

  keepKills(path);

  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
    ...report,
    files: {
      'src/a.ts': { source: 'a', mutants: [killed] },
      'src/b.ts': { source: 'b', mutants: [] },
    },
  });
});

it('needs no earlier results', () => {
  const path = join(folder, 'none.json');
  keepKills(path);
  expect(existsSync(path)).toBe(false);
});
