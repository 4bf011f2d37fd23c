import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalDigest } from './equal-digest.ts';

describe('equalDigest', () => {
  const equal = (left: readonly number[], right: readonly number[]): boolean =>
    equalDigest(Uint8Array.from(left), Uint8Array.from(right));

  it('is true for equal digests only', () => {
    const bytes = fc.array(fc.constantFrom(0, 1, 255), { maxLength: 4 });
    fc.assert(
      fc.property(bytes, bytes, (left, right) => {
        expect(equal(left, right)).toBe(left.join() === right.join());
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['the first byte', [9, 2, 3, 4], [1, 2, 3, 4]],
    ['the last byte', [1, 2, 3, 9], [1, 2, 3, 4]],
    ['two bytes that cancel out', [2, 1, 3, 4], [1, 2, 3, 4]],
    ['a missing end', [1, 2, 3], [1, 2, 3, 4]],
    ['a longer one', [1, 2, 3, 4, 5], [1, 2, 3, 4]],
    ['one that is empty', [], [1]],
    ['0 in place of the end', [1, 2, 0], [1, 2]],
    ['the end in place of 0', [1, 2], [1, 2, 0]],
  ])('sees a difference in %s', (_case, left, right) => {
    expect(equal(left, right)).toBe(false);
  });
});
