import { CANONICALIZATIONS, SIGNATURE_VERSION } from './canonical-string.ts';
import { currentEngine } from './engine/current-engine.ts';
import type { SignedHeaders } from './headers.ts';
import { createNonce } from './nonce.ts';
import { prepareSecret } from './secret.ts';
import { emptySha256 } from './sha256-hex.ts';
import { SIGNATURE_PREFIX } from './signature-text.ts';
import { assertPart, assertTimestamp, MERCHANT_ID } from './syntax.ts';
import { readClock, type Clock } from './timestamp.ts';

export interface AttemptSignerOptions {
  /** The numeric merchant id, as a number or as its digits. */
  readonly merchantId: number | string;
  /** The merchant's v2 HMAC secret, exactly as it was issued. */
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly now: Clock;
}

/** Signs the attempts of a client; see {@link createAttemptSigner}. */
export interface AttemptSigner {
  readonly merchantId: string;
  /** The five headers of one attempt, with the time of now and a nonce of its own. */
  sign(method: string, path: string, body: Uint8Array | undefined): SignedHeaders;
}

/**
 * Makes a signer for who has made method, path and body himself, so that they are as `createSigner`
 * would have them: a method of a table, the path of a parsed URL, bytes. It checks the credentials and
 * the clock, and signs the same.
 *
 * @throws {ConfigurationError} `INVALID_SECRET`; `sign`: `INVALID_OPTION` for a clock that tells no number
 * @throws {SigningError} `INVALID_MERCHANT`; `sign`: `INVALID_TIMESTAMP`
 * @example
 * ```ts
 * import { createAttemptSigner } from '@luxcore/signing/primitives';
 *
 * const signer = createAttemptSigner({ merchantId: 1024, secret: 'test_secret', now: Date.now });
 * const headers = signer.sign('GET', '/api/v2/balance/all', undefined);
 * ```
 */
export function createAttemptSigner({
  merchantId: id,
  secret,
  now,
}: AttemptSignerOptions): AttemptSigner {
  const merchantId = assertPart(MERCHANT_ID, typeof id === 'number' ? String(id) : id);
  const key = prepareSecret(secret);
  return {
    merchantId,
    sign(method, path, body) {
      const timestamp = assertTimestamp(Math.floor(readClock(now) / 1000));
      const nonce = createNonce();
      const bodySha256 = body === undefined ? emptySha256() : currentEngine().sha256Hex(body);
      const canonical = CANONICALIZATIONS.v1({ timestamp, nonce, method, path, bodySha256 });
      return {
        'X-Merchant-Id': merchantId,
        'X-Timestamp': String(timestamp),
        'X-Nonce': nonce,
        'X-Signature-Version': SIGNATURE_VERSION,
        'X-Signature': SIGNATURE_PREFIX + key.hex(canonical),
      };
    },
  };
}
