import { expect, it } from 'vitest';
import { explain } from './explanation.ts';
import type { Mutant } from './mutant.ts';
import { renderSection, replaceSection, scoreOf, survivorsOf } from './report.ts';

function mutant(status: Mutant['status'], changes: Partial<Mutant> = {}): Mutant {
  return {
    file: 'packages/scopes/src/a.ts',
    line: 3,
    mutator: 'LogicalOperator',
    original: 'a || b',
    replacement: 'a && b',
    status,
    ...changes,
  };
}

const ONE_OF_EACH = (
  ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored'] as const
).map((status) => mutant(status));

it('scores what is killed or times out, among all that ran or that no test covers', () => {
  expect(scoreOf(ONE_OF_EACH)).toBe(50);
  expect(scoreOf([mutant('Killed'), mutant('RuntimeError')])).toBe(100);
});

it('lists survivors in the order of the source', () => {
  const survivors = [
    mutant('Survived', { file: 'packages/scopes/src/b.ts', line: 1 }),
    mutant('NoCoverage', { line: 10 }),
    mutant('Survived', { line: 9 }),
  ];
  expect(survivorsOf([...survivors, mutant('Killed')])).toEqual(survivors.toReversed());
});

it('tells the counts, and loudly the survivors that nobody has explained', () => {
  const survivors = survivorsOf(ONE_OF_EACH);
  const explanations = [
    { ...mutant('Survived'), why: 'equivalent' },
    { ...mutant('Survived'), original: 'gone', why: 'equivalent' },
  ];
  const section = renderSection(
    'scopes',
    'Stryker 1.2.3.',
    ONE_OF_EACH,
    explain(survivors, explanations),
  );
  expect(section.split('\n')).toEqual([
    '## scopes',
    '',
    '| Score | Mutants | Killed | Timed out | Survived | Not covered | Could not run |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| **50.0 %** | 6 | 1 | 1 | 1 | 1 | 2 |',
    '',
    '| Where | Mutator | Original → mutant | Why it survives |',
    '| --- | --- | --- | --- |',
    String.raw`| a.ts:3 | LogicalOperator | ${'`a \\|\\| b` → `a && b`'} | equivalent |`,
    String.raw`| a.ts:3 | LogicalOperator | ${'`a \\|\\| b` → `a && b`'} | **UNEXPLAINED** |`,
    '',
    '**STALE** explanation, whose mutant survives no more: packages/scopes/src/a.ts, `gone` → `a && b`',
    '',
    'Stryker 1.2.3.',
  ]);
});

it('never rounds up to 100 %', () => {
  const mutants = [...Array.from({ length: 9_999 }, () => mutant('Killed')), mutant('Survived')];
  const section = renderSection('scopes', '', mutants, explain([], []));
  expect(section).toContain('**99.9 %**');
});

it('replaces the section of a package, and keeps those of the others in the order of names', () => {
  const first = replaceSection('', 'scopes', '## scopes\n\nold');
  const second = replaceSection(first, 'errors', '## errors\n\nkept');
  const report = replaceSection(second, 'scopes', '## scopes\n\nnew');
  expect(report).toMatch(/^# Mutation testing\n[^#]*\n## errors\n\nkept\n\n## scopes\n\nnew\n$/);
});
