import { expect, it } from 'vitest';
import { describeValue } from './describe-value.ts';

it.each([
  ['a "b"\n', '"a \\"b\\"\\n"'],
  ['x'.repeat(60), `"${'x'.repeat(60)}"`],
  ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
  [`${'x'.repeat(40)} Bearer private-token`, `"${'x'.repeat(40)} Bearer [redacted]"`],
  [1.5, 'the number 1.5'],
  [Number.NaN, 'the number NaN'],
  [10n, 'the bigint 10'],
  [undefined, 'undefined'],
  [null, 'null'],
  [false, 'false'],
  [[1], 'an array'],
  [{}, 'an object'],
  [
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('called into');
        },
      },
    ),
    'an object',
  ],
  [Symbol('x'), 'a symbol'],
  [() => 1, 'a function'],
])('describes a value without calling into it, case %#', (value, expected) => {
  expect(describeValue(value)).toBe(expected);
});
