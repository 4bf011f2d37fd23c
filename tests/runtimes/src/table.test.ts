import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ENGINE_IDS } from './engines.ts';
import { README, readRows, rowsWith, tableOf, withTable } from './table.ts';

const readme = readFileSync(README, 'utf8');

describe('the table of engines in the README', () => {
  it('says what the suite declares: names, counts and reasons', () => {
    const versions = Object.fromEntries(
      ENGINE_IDS.map((id, place) => [id, readRows(readme)[place]?.[1] ?? '']),
    );
    // The versions are those of the run that wrote it: a browser is whichever the machine has.
    expect(readRows(readme), 'pnpm --filter runtimes run matrix writes it').toEqual(
      rowsWith((id) => versions[id] ?? ''),
    );
  });

  it('tells the version of each engine', () => {
    expect(readRows(readme).map(([, version]) => version)).toEqual(
      ENGINE_IDS.map(() => expect.stringMatching(/^\d+([.-]\d+)+$/) as string),
    );
  });

  it('is read as it is written, and nothing around it is changed', () => {
    const rows = rowsWith(() => '1.0');
    const written = withTable(readme, tableOf(rows));
    expect(readRows(written)).toEqual(rows);
    expect(withTable(written, tableOf(readRows(readme)))).toBe(readme);
  });

  it('needs its marks', () => {
    expect(() => readRows('# LuxCore SDK')).toThrow('no marks');
  });
});

it('every engine has its file of tests', () => {
  const files = globSync('matrix/*.test.ts', { cwd: fileURLToPath(new URL('.', import.meta.url)) });
  const named = files.map((file) => {
    const text = readFileSync(new URL(file, import.meta.url), 'utf8');
    return /describeEngine\('(\w+)'\)/.exec(text)?.[1];
  });
  expect(named.sort()).toEqual([...ENGINE_IDS].sort());
});
