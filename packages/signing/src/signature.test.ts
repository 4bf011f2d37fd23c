import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalString } from './canonical-string.ts';
import { createNobleEngine } from './engine/noble.ts';
import { sha256Hex } from './sha256-hex.ts';
import { signCanonical } from './signature.ts';

/** The two vectors of the documented form: secret `test_secret`, timestamp 1777420800. */
const VECTORS = [
  {
    nonce: 'nonce-0001',
    method: 'POST',
    path: '/api/v2/payments',
    body: '{"amount":150000}',
    signature: 'acd93ee1da1bde46c48ccacd6cb9cbab2ecfcf0c575a7fc792f974ab546861e5',
  },
  {
    nonce: 'nonce-0002',
    method: 'GET',
    path: '/api/v2/balance?currency=ARS',
    body: undefined,
    signature: 'f20696c9ecbf24bc48202590f0fadc90a20f905cd883c0734c5d8149aeb0a8e0',
  },
];

function reference(secret: string | Uint8Array, message: string): string {
  return createHmac('sha256', secret).update(message, 'utf8').digest('hex');
}

/** Secrets that are taken: something, no white space around it, not another kind. */
const secrets = fc
  .string({
    unit: fc.constantFrom('a', 'Z', '0', '_', ' ', 'ñ', '€', '😀', '\u0000'),
    minLength: 1,
  })
  .filter((text) => text !== '' && text === text.trim());

describe('signCanonical', () => {
  it.each(VECTORS)('reproduces the vector $method $path', ({ body, signature, ...rest }) => {
    const canonical = canonicalString({
      ...rest,
      timestamp: 1777420800,
      bodySha256: sha256Hex(body),
    });
    expect(signCanonical('test_secret', canonical)).toBe(`hmac_sha256=${signature}`);
  });

  it('agrees with node:crypto on any secret, also beyond ASCII, and any text', () => {
    fc.assert(
      fc.property(secrets, fc.string({ unit: 'grapheme', maxLength: 200 }), (secret, text) => {
        expect(signCanonical(secret, text)).toBe(`hmac_sha256=${reference(secret, text)}`);
      }),
    );
  });

  it.each([63, 64, 65, 1_000])(
    'agrees with node:crypto on a secret of %i bytes, on either side of a block',
    (length) => {
      const secret = 's'.repeat(length);
      expect(signCanonical(secret, 'text')).toBe(`hmac_sha256=${reference(secret, 'text')}`);
    },
  );

  it('takes the secret as UTF-8: it decodes neither hex nor base64', () => {
    const hex = '00ff'.repeat(16);
    expect(signCanonical(hex, 'text')).not.toContain(reference(Buffer.from(hex, 'hex'), 'text'));
  });
});

describe('the engine', () => {
  it.each([
    // RFC 4231, cases 1, 2, 3 and 6.
    [
      '0b'.repeat(20),
      'Hi There',
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      '4a656665',
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      'aa'.repeat(131),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
  ])('reproduces RFC 4231 for the key %s', (key, message, expected) => {
    expect(createNobleEngine().hmacKey(Buffer.from(key, 'hex')).hex(message)).toBe(expected);
  });

  it('gives the same answer however often a prepared key is used, and for keys in turn', () => {
    const one = createNobleEngine().hmacKey(Buffer.from('one'));
    const two = createNobleEngine().hmacKey(Buffer.from('two'));
    for (const message of ['a', 'b', '', 'a']) {
      expect(one.hex(message)).toBe(reference('one', message));
      expect(two.hex(message)).toBe(reference('two', message));
    }
  });

  it('does not depend on the key bytes after they were prepared', () => {
    const bytes = new TextEncoder().encode('secret');
    const key = createNobleEngine().hmacKey(bytes);
    bytes.fill(0);
    expect(key.hex('text')).toBe(reference('secret', 'text'));
  });
});
