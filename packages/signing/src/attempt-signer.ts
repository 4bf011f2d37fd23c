import { CANONICALIZATIONS, SIGNATURE_VERSION } from './canonical-string.ts';
import type { SignedHeaders } from './headers.ts';
import { merchantKey } from './merchant-key.ts';
import { createNonce } from './nonce.ts';
import { sha256OfBytes } from './sha256-hex.ts';
import type { SignerOptions } from './signer.ts';
import { assertPart, assertTimestamp, PATH } from './syntax.ts';
import { readClock, type Clock } from './timestamp.ts';

/** Signs attempts; see {@link createAttemptSigner}. */
export interface AttemptSigner {
  readonly merchantId: string;
  /** Makes the five headers; the method in upper case, the path with its query, the bytes as sent. */
  readonly headers: (method: string, path: string, body: Uint8Array | undefined) => SignedHeaders;
}

/**
 * Makes what a client signs by: `createSigner` for requests that the client writes itself, each signed
 * at the time of `now`, with a nonce made for it. What others may give (times, nonces, versions, texts
 * as bodies, methods) is not checked here, and its code is in no bundle.
 *
 * @throws {ConfigurationError} `INVALID_SECRET`
 * @throws {SigningError} `INVALID_MERCHANT`; when signing `INVALID_PATH`, `INVALID_TIMESTAMP`
 * @example
 * ```ts
 * import { createAttemptSigner } from '@luxcore/signing/primitives';
 *
 * const signer = createAttemptSigner({ merchantId: 1024, secret: 'test_secret', now: Date.now });
 * signer.headers('GET', '/api/v2/balance', undefined)['X-Merchant-Id']; // '1024'
 * ```
 */
export function createAttemptSigner({
  merchantId: id,
  secret,
  now,
}: Pick<SignerOptions, 'merchantId' | 'secret'> & { readonly now: Clock }): AttemptSigner {
  const { merchantId, headersOf } = merchantKey(id, secret);
  const version = SIGNATURE_VERSION;
  return {
    merchantId,
    headers(method, path, body) {
      const timestamp = assertTimestamp(Math.floor(readClock(now) / 1000));
      assertPart(PATH, path);
      const nonce = createNonce();
      const bodySha256 = sha256OfBytes(body);
      const canonical = CANONICALIZATIONS.v1({ timestamp, nonce, method, path, bodySha256 });
      return headersOf(canonical, { timestamp, nonce, version });
    },
  };
}
