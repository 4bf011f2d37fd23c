import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalDigest } from './equal-digest.ts';

const PREFIX = 'hmac_sha256=';

describe('equalDigest', () => {
  const equal = (left: string, right: string): boolean =>
    equalDigest(PREFIX + left, right, PREFIX.length);

  it('is true for equal digests only', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\u0000'), maxLength: 4 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(equal(left, right)).toBe(left === right);
      }),
      { numRuns: 500 },
    );
  });

  it('takes the whole text where no prefix stands before it', () => {
    expect(equalDigest('abcd', 'abcd')).toBe(true);
    expect(equalDigest('xabcd', 'abcd')).toBe(false);
  });

  it.each([
    ['the first character', 'Xbcd', 'abcd'],
    ['the last character', 'abcX', 'abcd'],
    ['a missing end', 'abc', 'abcd'],
    ['a longer text', 'abcde', 'abcd'],
    ['one that is empty', '', 'abcd'],
    ['NUL in place of the end', 'abc\u0000', 'abc'],
    ['the end in place of NUL', 'abc', 'abc\u0000'],
  ])('sees a difference in %s', (_case, left, right) => {
    expect(equal(left, right)).toBe(false);
  });
});
