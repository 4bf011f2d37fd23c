import { describe, expect, it } from 'vitest';
import { createAttemptSigner } from './attempt-signer.ts';
import { canonicalString } from './canonical-string.ts';
import { sha256Hex } from './sha256-hex.ts';
import { signCanonical } from './signature.ts';

const NOW = 1_777_420_800_900;
const CREDENTIALS = { merchantId: 1024, secret: 'test_secret', now: () => NOW };
const BODY = new TextEncoder().encode('{"amount":150000}');

describe('createAttemptSigner', () => {
  it.each([
    ['POST', '/api/v2/payments', BODY],
    ['GET', '/api/v2/balance?currency=ARS', undefined],
    ['POST', '/api/v2/payments', new Uint8Array()],
  ])('signs %s %s as the canonical string says', (method, path, body) => {
    const signer = createAttemptSigner(CREDENTIALS);
    const headers = signer.headers(method, path, body);
    const nonce = headers['X-Nonce'];
    const timestamp = 1_777_420_800;
    const canonical = { timestamp, nonce, method, path, bodySha256: sha256Hex(body) };
    expect(headers).toEqual({
      'X-Merchant-Id': '1024',
      'X-Timestamp': '1777420800',
      'X-Nonce': expect.stringMatching(/^[\da-f]{32}$/) as unknown,
      'X-Signature-Version': 'v1',
      'X-Signature': signCanonical('test_secret', canonicalString(canonical)),
    });
    expect(signer.headers(method, path, body)['X-Nonce']).not.toBe(nonce);
  });

  it.each<[code: string, faulty: Partial<typeof CREDENTIALS> | Record<string, unknown>]>([
    ['INVALID_MERCHANT', { merchantId: 'm' }],
    ['INVALID_SECRET', { secret: '' }],
  ])('refuses what is %s', (code, faulty) => {
    const make = () => createAttemptSigner({ ...CREDENTIALS, ...faulty });
    expect(make).toThrow(expect.objectContaining({ code }) as Error);
  });

  it.each<[code: string, now: number, path: string]>([
    ['INVALID_OPTION', Number.NaN, '/'],
    ['INVALID_TIMESTAMP', -1, '/'],
    ['INVALID_TIMESTAMP', 1e300, '/'],
    ['INVALID_PATH', NOW, '//example.com'],
    ['INVALID_PATH', NOW, '/a b'],
  ])('signs nothing: %s', (code, now, path) => {
    const signer = createAttemptSigner({ ...CREDENTIALS, now: () => now });
    const sign = () => signer.headers('GET', path, undefined);
    expect(sign).toThrow(expect.objectContaining({ code }) as Error);
  });
});
