import { expect, it } from 'vitest';
import { readOutcome } from './printed.ts';

it('reads tests, their errors and the count, and keeps what was printed besides', () => {
  const { tests, ran, besides } = readOutcome([
    '{"test":"a"}',
    'Warning: something',
    '{"test":"b","error":"expected 1, received 2"}',
    '{"ran":2}',
  ]);
  expect([...tests]).toEqual([
    ['a', undefined],
    ['b', 'expected 1, received 2'],
  ]);
  expect(ran).toBe(2);
  expect(besides).toBe('Warning: something');
});

it('knows no count of an engine that ended in the midst of a line', () => {
  const { tests, ran, besides } = readOutcome(['{"test":"a"}', '{"test":"b","err']);
  expect([...tests.keys()]).toEqual(['a']);
  expect(ran).toBeUndefined();
  expect(besides).toBe('{"test":"b","err');
});
