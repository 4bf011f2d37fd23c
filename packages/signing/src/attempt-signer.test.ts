import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAttemptSigner } from './attempt-signer.ts';
import { createSigner } from './signer.ts';

const NOW = 1_777_420_800_999;
const merchant = { merchantId: 1024, secret: 'test_secret', now: () => NOW };

describe('createAttemptSigner', () => {
  it('signs as createSigner does', () => {
    const attempts = createAttemptSigner(merchant);
    const signer = createSigner(merchant);
    const body = fc.option(fc.uint8Array(), { nil: undefined });
    fc.assert(
      fc.property(
        fc.constantFrom('GET', 'POST'),
        fc.stringMatching(/^[!"$-~]{0,40}$/),
        body,
        (method, end, bytes) => {
          const path = `/api/v2/${end}`;
          const headers = attempts.sign(method, path, bytes);
          const nonce = headers['X-Nonce'];
          expect(signer.sign({ method, path, body: bytes, nonce }).headers).toEqual(headers);
        },
      ),
    );
  });

  it('makes a nonce for each attempt', () => {
    const { sign } = createAttemptSigner(merchant);
    const nonces = Array.from({ length: 300 }, () => sign('GET', '/', undefined)['X-Nonce']);
    expect(new Set(nonces).size).toBe(300);
  });

  it.each<[given: object, code: string]>([
    [{ secret: 'whsec_0123456789' }, 'INVALID_SECRET'],
    [{ secret: undefined }, 'INVALID_SECRET'],
    [{ merchantId: 'test_secret' }, 'INVALID_MERCHANT'],
    [{ merchantId: undefined }, 'INVALID_MERCHANT'],
    [{ merchantId: 1.5 }, 'INVALID_MERCHANT'],
  ])('refuses %j', (given, code) => {
    expect(() => createAttemptSigner({ ...merchant, ...given })).toThrow(
      expect.objectContaining({
        code,
        message: expect.not.stringContaining('test_secret') as string,
      }),
    );
  });

  it.each<[time: number, code: string]>([
    [Number.NaN, 'INVALID_OPTION'],
    [-1, 'INVALID_TIMESTAMP'],
    [1e300, 'INVALID_TIMESTAMP'],
  ])('refuses a clock that tells %d', (time, code) => {
    const { sign } = createAttemptSigner({ ...merchant, now: () => time });
    expect(() => sign('GET', '/', undefined)).toThrow(expect.objectContaining({ code }));
  });
});
