import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalString, CANONICALIZATIONS, type CanonicalParts } from './canonical-string.ts';

const PARTS: CanonicalParts = {
  timestamp: 1777420800,
  nonce: 'nonce-0001',
  method: 'POST',
  path: '/api/v2/payments',
  bodySha256: 'ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f',
};

const hex64 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));

/** Valid parts of few characters, so that two sets are often nearly alike. */
const parts: fc.Arbitrary<CanonicalParts> = fc.record({
  timestamp: fc.integer({ min: 0, max: 99 }),
  nonce: fc
    .array(fc.constantFrom('a', '1', '/', 'G'), { minLength: 8, maxLength: 10 })
    .map((text) => text.join('')),
  method: fc
    .array(fc.constantFrom('G', 'E'), { minLength: 1, maxLength: 3 })
    .map((text) => text.join('')),
  path: fc
    .array(fc.constantFrom('.', 'G', '1', '.G./', `.${PARTS.bodySha256}`), { maxLength: 5 })
    .map((text) => `/${text.join('')}`),
  bodySha256: fc.oneof(hex64, fc.constant(PARTS.bodySha256)),
});

/** The parts back from the text: the dots of the path are the only ones between its neighbours. */
function parse(canonical: string): CanonicalParts {
  const pieces = canonical.split('.');
  const [, timestamp = '', nonce = '', method = ''] = pieces;
  return {
    timestamp: Number(timestamp),
    nonce,
    method,
    path: pieces.slice(4, -1).join('.'),
    bodySha256: pieces.at(-1) ?? '',
  };
}

describe('canonicalString', () => {
  it('joins version, timestamp, nonce, method, path and body hash by dots', () => {
    expect(canonicalString(PARTS)).toBe(
      'v1.1777420800.nonce-0001.POST./api/v2/payments.ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f',
    );
  });

  it('is what the table of versions builds for v1, the only version', () => {
    expect(Object.keys(CANONICALIZATIONS)).toEqual(['v1']);
    expect(CANONICALIZATIONS.v1(PARTS)).toBe(canonicalString(PARTS));
  });

  it.each<[string, Partial<CanonicalParts>]>([
    ['timestamp 0', { timestamp: 0 }],
    ['a timestamp of 13 digits', { timestamp: 9_999_999_999_999 }],
    ['a nonce of 8 characters', { nonce: '!+-/~:;"' }],
    ['a nonce of 128 characters', { nonce: 'n'.repeat(128) }],
    ['a method of one letter', { method: 'Q' }],
    ['the path /', { path: '/' }],
    ['a path with dots', { path: '/a.b/../c.json?d=1.5' }],
    ['a query with an escaped hash and a double slash', { path: '/a//b?c=%23&d=[]{}|^"' }],
  ])('takes %s as it is', (_case, change) => {
    const changed = { ...PARTS, ...change };
    expect(parse(canonicalString(changed))).toEqual(changed);
  });

  it.each<[string, unknown]>([
    ['INVALID_TIMESTAMP', { timestamp: -1 }],
    ['INVALID_TIMESTAMP', { timestamp: 1.5 }],
    ['INVALID_TIMESTAMP', { timestamp: Number.NaN }],
    ['INVALID_TIMESTAMP', { timestamp: Infinity }],
    ['INVALID_TIMESTAMP', { timestamp: 10_000_000_000_000 }],
    ['INVALID_TIMESTAMP', { timestamp: 1e21 }],
    ['INVALID_TIMESTAMP', { timestamp: '1777420800' }],
    ['INVALID_TIMESTAMP', { timestamp: 1777420800n }],
    ['INVALID_TIMESTAMP', { timestamp: undefined }],
    ['INVALID_NONCE', { nonce: 'n'.repeat(7) }],
    ['INVALID_NONCE', { nonce: 'n'.repeat(129) }],
    ['INVALID_NONCE', { nonce: 'nonce.0001' }],
    ['INVALID_NONCE', { nonce: 'nonce,0001' }],
    ['INVALID_NONCE', { nonce: 'nonce 0001' }],
    ['INVALID_NONCE', { nonce: 'nonce-0001\n' }],
    ['INVALID_NONCE', { nonce: 12345678 }],
    ['INVALID_HTTP_METHOD', { method: 'post' }],
    ['INVALID_HTTP_METHOD', { method: '' }],
    ['INVALID_HTTP_METHOD', { method: 'POST\n' }],
    ['INVALID_HTTP_METHOD', { method: 'P.OST' }],
    ['INVALID_PATH', { path: 'api/v2/payments' }],
    ['INVALID_PATH', { path: '//host/api' }],
    ['INVALID_PATH', { path: '/a#b' }],
    ['INVALID_PATH', { path: '/a b' }],
    ['INVALID_PATH', { path: '/ä' }],
    ['INVALID_PATH', { path: '/a\r\n' }],
    ['INVALID_PATH', { path: 'https://api.lux-core.io/api/v2/payments' }],
    ['INVALID_PATH', { path: new URL('https://api.lux-core.io/api/v2/payments') }],
    ['INVALID_BODY_HASH', { bodySha256: PARTS.bodySha256.toUpperCase() }],
    ['INVALID_BODY_HASH', { bodySha256: PARTS.bodySha256.slice(1) }],
    ['INVALID_BODY_HASH', { bodySha256: `${PARTS.bodySha256}0` }],
    ['INVALID_BODY_HASH', { bodySha256: '' }],
  ])('refuses a malformed part with %s (%o)', (code, change) => {
    const changed = { ...PARTS, ...(change as Partial<CanonicalParts>) };
    expect(() => canonicalString(changed)).toThrow(
      expect.objectContaining({ name: 'SigningError', code }),
    );
  });

  it('says what was expected and what came', () => {
    expect(() => canonicalString({ ...PARTS, nonce: 'short' })).toThrow(
      'nonce: expected 8 to 128 visible ASCII characters without dot or comma, received "short"',
    );
  });

  it('can be taken apart again, whatever dots the path has, so no two requests share one', () => {
    fc.assert(
      fc.property(parts, (some) => {
        expect(parse(canonicalString(some))).toEqual(some);
      }),
    );
  });

  it.each<[string, Partial<CanonicalParts>, Partial<CanonicalParts>]>([
    ['a dot that could end the method', { method: 'G', path: '/.G./' }, { method: 'G', path: '/' }],
    [
      'a path that ends like a body hash',
      { path: `/a.${PARTS.bodySha256}` },
      { path: '/a', bodySha256: PARTS.bodySha256 },
    ],
    ['a path that holds a whole request', { path: '/.12345678.GET./' }, { path: '/' }],
  ])('is different for %s', (_case, one, other) => {
    expect(canonicalString({ ...PARTS, ...one })).not.toBe(canonicalString({ ...PARTS, ...other }));
  });
});
