import { expect, it } from 'vitest';
import { draftExplanation, explain } from './explanation.ts';
import type { Mutant } from './mutant.ts';

const MUTANT: Mutant = {
  file: 'packages/scopes/src/a.ts',
  line: 1,
  mutator: 'StringLiteral',
  original: "'a'",
  replacement: '""',
  status: 'Survived',
};
const EXPLANATION = { ...draftExplanation(MUTANT), why: 'nobody reads it' };

it('finds the explanation of a mutant that has moved to another line', () => {
  expect(explain([{ ...MUTANT, line: 9 }], [EXPLANATION])).toEqual({
    survivors: [{ ...MUTANT, line: 9, why: 'nobody reads it' }],
    stale: [],
  });
});

it.each(['file', 'mutator', 'original', 'replacement'])(
  'does not explain a mutant of another %s, and says that the explanation is stale',
  (field) => {
    const { survivors, stale } = explain([{ ...MUTANT, [field]: 'another' }], [EXPLANATION]);
    expect(survivors.map(({ why }) => why)).toEqual([undefined]);
    expect(stale).toEqual([EXPLANATION]);
  },
);

it('explains one mutant with each explanation, where two look the same', () => {
  const { survivors } = explain([MUTANT, { ...MUTANT, line: 2 }], [EXPLANATION]);
  expect(survivors.map(({ why }) => why)).toEqual(['nobody reads it', undefined]);
});

it('takes a draft without a reason for no explanation', () => {
  const { survivors, stale } = explain([MUTANT], [draftExplanation(MUTANT)]);
  expect(survivors.map(({ why }) => why)).toEqual([undefined]);
  expect(stale).toEqual([]);
});
