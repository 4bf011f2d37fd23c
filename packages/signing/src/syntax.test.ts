import { describe, expect, it } from 'vitest';
import {
  assertPart,
  assertTimestamp,
  BODY_SHA256,
  describeMismatch,
  isPart,
  MERCHANT_ID,
  METHOD,
  NONCE,
  parseTimestamp,
  PATH,
  SIGNATURE,
  TIMESTAMP,
  type Part,
} from './syntax.ts';

const DIGEST = 'a0'.repeat(32);

const PARTS: [Part, string, string, string][] = [
  [
    MERCHANT_ID,
    'INVALID_MERCHANT',
    'merchantId: expected a whole number from 1 to 2^53 - 1 without leading zeros',
    '1024',
  ],
  [TIMESTAMP, 'INVALID_TIMESTAMP', 'timestamp: expected Unix time in whole seconds', '1777420800'],
  [
    NONCE,
    'INVALID_NONCE',
    'nonce: expected 8 to 128 visible ASCII characters without dot or comma',
    'nonce-0001',
  ],
  [METHOD, 'INVALID_HTTP_METHOD', 'method: expected an HTTP method in upper case', 'POST'],
  [
    PATH,
    'INVALID_PATH',
    'path: expected path and query as sent: one leading /, visible ASCII, no #',
    '/api/v2/balance?currency=ARS',
  ],
  [BODY_SHA256, 'INVALID_BODY_HASH', 'bodySha256: expected 64 lower-case hex digits', DIGEST],
  [
    SIGNATURE,
    'MALFORMED_SIGNATURE',
    'signature: expected hmac_sha256= and 64 lower-case hex digits',
    `hmac_sha256=${DIGEST}`,
  ],
];
const HIDDEN = [MERCHANT_ID, SIGNATURE];

describe.each(PARTS)('the part $name', (part, code, expected, valid) => {
  it('is returned where it is well-formed, also after another that is not', () => {
    for (const value of [valid, '!', valid, '!', valid]) {
      expect(isPart(part, value)).toBe(value === valid);
    }
    expect(assertPart(part, valid)).toBe(valid);
  });

  it.each([`\n${valid}`, `${valid}\n`, ` ${valid}`, `${valid} `, ''])(
    'is refused with what is around it: %j',
    (text) => {
      expect(isPart(part, text)).toBe(false);
    },
  );

  it('is refused with what was expected and what came', () => {
    const shown = HIDDEN.includes(part) ? '3 other characters' : '"a b"';
    expect(() => assertPart(part, 'a b')).toThrow(
      expect.objectContaining({
        name: 'SigningError',
        code,
        message: `${expected}, received ${shown}`,
      }),
    );
  });

  it.each([undefined, null, 1024, [valid]])('is refused where it is no text: %j', (value) => {
    expect(isPart(part, value)).toBe(false);
    expect(describeMismatch(part, value)).toMatch(
      /, received (?:undefined|null|the number 1024|an array)$/,
    );
  });
});

describe('isPart', () => {
  it.each<[Part, string, boolean]>([
    [MERCHANT_ID, '1', true],
    [MERCHANT_ID, '0', false],
    [MERCHANT_ID, '9007199254740991', true],
    [MERCHANT_ID, '9007199254740992', false],
    [TIMESTAMP, '0', true],
    [TIMESTAMP, '00', false],
    [TIMESTAMP, '9'.repeat(13), true],
    [TIMESTAMP, '9'.repeat(14), false],
    [NONCE, '!'.repeat(7), false],
    [NONCE, '!'.repeat(8), true],
    [NONCE, '~'.repeat(128), true],
    [NONCE, '~'.repeat(129), false],
    [METHOD, 'Q', true],
    [METHOD, '', false],
    [PATH, '/', true],
    [PATH, '//', false],
    [PATH, '/\\', false],
    [PATH, '/a//\\', true],
    [PATH, '/!"$~', true],
    [PATH, '/#', false],
    [PATH, '/\u007f', false],
    [BODY_SHA256, DIGEST.slice(1), false],
    [BODY_SHA256, `${DIGEST}0`, false],
    [SIGNATURE, `hmac_sha256=${DIGEST.slice(1)}`, false],
    [SIGNATURE, `hmac_sha256=${DIGEST}0`, false],
  ])('of $0.name says of %j: %s', (part, text, expected) => {
    expect(isPart(part, text)).toBe(expected);
  });

  it('takes each visible ASCII character in a nonce but dot and comma', () => {
    const characters = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
    const taken = characters.filter((character) => isPart(NONCE, `nonce${character}001`));
    const visible = characters.filter((character) => character > ' ' && character <= '~');
    expect(taken).toEqual(visible.filter((character) => !'.,'.includes(character)));
  });
});

describe('assertTimestamp', () => {
  it.each([0, 1, 9_999_999_999_999])('returns %d', (timestamp) => {
    expect(assertTimestamp(timestamp)).toBe(timestamp);
  });

  it.each([
    [-1, 'the number -1'],
    [0.5, 'the number 0.5'],
    [10_000_000_000_000, 'the number 10000000000000'],
    [Infinity, 'the number Infinity'],
    ['0', '"0"'],
    [undefined, 'undefined'],
  ])('refuses %j', (timestamp, shown) => {
    expect(() => assertTimestamp(timestamp)).toThrow(
      expect.objectContaining({
        code: 'INVALID_TIMESTAMP',
        message: `timestamp: expected Unix time in whole seconds, received ${shown}`,
      }),
    );
  });
});

describe('parseTimestamp', () => {
  it('reads whole seconds, and nothing else', () => {
    expect(parseTimestamp('1777420800')).toBe(1_777_420_800);
    expect(parseTimestamp('0')).toBe(0);
    for (const text of ['1777420800garbage', ' 1777420800', '1e9', '+1', '-1', '1.5', '']) {
      expect(parseTimestamp(text)).toBeUndefined();
    }
  });
});
