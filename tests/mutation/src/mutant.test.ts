import { expect, it } from 'vitest';
import { oneLine, textAt } from './mutant.ts';

const SOURCE = 'const a = 1;\nconst b = [\n  a,\n];\n';

it('reads the text between two positions of a line', () => {
  const location = { start: { line: 1, column: 7 }, end: { line: 1, column: 12 } };
  expect(textAt(SOURCE, location)).toBe('a = 1');
});

it('reads the text between two positions of different lines', () => {
  const location = { start: { line: 2, column: 11 }, end: { line: 4, column: 2 } };
  expect(textAt(SOURCE, location)).toBe('[\n  a,\n]');
  expect(oneLine(textAt(SOURCE, location))).toBe('[ a, ]');
});
