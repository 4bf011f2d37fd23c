import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOfHex } from './digest-text.ts';
import { toHex } from './engine/hex.ts';

const HEX = '00ff10a9'.repeat(8);

describe('digestOfHex', () => {
  it('reads what toHex writes, behind any prefix', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(bytes, fc.string({ maxLength: 20 }), (digest, prefix) => {
        expect(digestOfHex(prefix + toHex(digest), prefix.length)).toEqual(digest);
      }),
      { numRuns: 300 },
    );
  });

  it('reads a text without a prefix', () => {
    expect(toHex(digestOfHex(HEX) ?? new Uint8Array())).toBe(HEX);
  });

  it('makes a digest of its own each time', () => {
    const first = digestOfHex(HEX);
    digestOfHex('11'.repeat(32));
    expect(first).toEqual(digestOfHex(HEX));
  });

  it('refuses every character but the sixteen, wherever it stands', () => {
    const codes = fc.oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(codes, fc.integer({ min: 0, max: 63 }), (code, at) => {
        const character = String.fromCharCode(code);
        const text = HEX.slice(0, at) + character + HEX.slice(at + 1);
        expect(digestOfHex(text) !== undefined).toBe('0123456789abcdef'.includes(character));
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['63 digits', HEX.slice(1), 0],
    ['65 digits', `${HEX}0`, 0],
    ['62 digits', HEX.slice(2), 0],
    ['no digits', '', 0],
    ['a prefix that is not left out', `x${HEX}`, 0],
    ['a start behind the digits', HEX, 64],
  ])('refuses %s', (_case, text, start) => {
    expect(digestOfHex(text, start)).toBeUndefined();
  });
});
