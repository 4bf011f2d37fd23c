import { assertOption, SigningError } from '@luxcore/errors';
import type { Body } from './body.ts';
import { canonicalString, SIGNATURE_VERSION } from './canonical-string.ts';
import type { SignedHeaders } from './headers.ts';
import { memoryNonceStore, type MemoryNonceStore } from './memory-nonce-store.ts';
import { createNonce } from './nonce.ts';
import { prepareSecret } from './secret.ts';
import { sha256Hex } from './sha256-hex.ts';
import { SIGNATURE_PREFIX } from './signature.ts';
import { assertPart } from './syntax.ts';
import {
  assertTimestamp,
  describeOffset,
  isFresh,
  nonceExpiry,
  readClock,
  TOLERANCE_SECONDS,
  type Clock,
} from './timestamp.ts';

export interface SignerOptions {
  /** The numeric merchant id, as a number or as its digits. */
  readonly merchantId: number | string;
  /** The merchant's v2 HMAC secret, exactly as it was issued. */
  readonly secret: string;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
  /** Makes nonces; 128 random bits unless told. */
  readonly nonce?: (() => string) | undefined;
}

/** The request that is to be signed. */
export interface RequestToSign {
  /** HTTP method in upper case. */
  readonly method: string;
  /** Path and query exactly as sent: `/api/v2/balance?currency=ARS`. */
  readonly path: string;
  /** The exact body; the very same text or bytes must be sent. */
  readonly body?: Body;
  /** Unix time in seconds; now unless told. */
  readonly timestamp?: number | undefined;
  /** A nonce of the caller's own; made unless told. */
  readonly nonce?: string | undefined;
}

/** A signed request: what to send, and what was signed. */
export interface SignedRequest {
  /** The five headers, as a plain record. */
  readonly headers: SignedHeaders;
  /** The text that was signed. */
  readonly canonical: string;
  /** Unix time in seconds. */
  readonly timestamp: number;
  readonly nonce: string;
  /** SHA-256 of the body's bytes, 64 lower-case hex digits. */
  readonly bodySha256: string;
}

export interface Signer {
  readonly merchantId: string;
  /**
   * Signs a request and checks it first; synchronous.
   *
   * LuxCore's rules: a timestamp more than 300 seconds from the current time is refused here as it
   * would be there, and so is a nonce that was given before within its life. So each attempt of a
   * request is signed anew.
   *
   * @throws {SigningError} `TIMESTAMP_OUT_OF_RANGE`, `NONCE_REUSED`, `INVALID_TIMESTAMP`,
   *   `INVALID_NONCE`, `INVALID_HTTP_METHOD`, `INVALID_PATH`, `INVALID_BODY`
   */
  sign(request: RequestToSign): SignedRequest;
}

/**
 * Makes a signer of v2 requests for one merchant. The secret is checked, prepared and kept in a
 * closure: nothing that prints the signer shows it.
 *
 * @throws {ConfigurationError} `INVALID_SECRET`: empty, white space around it, a webhook secret or
 *   an API key; `INVALID_OPTION`
 * @throws {SigningError} `INVALID_MERCHANT`
 * @example
 * ```ts
 * import { createSigner } from '@luxcore/signing';
 *
 * const signer = createSigner({ merchantId: 1024, secret: 'test_secret' });
 * const body = JSON.stringify({ amount: 150000 });
 * const { headers } = signer.sign({ method: 'POST', path: '/api/v2/payments', body });
 * await fetch('https://api.lux-core.io/api/v2/payments', {
 *   method: 'POST',
 *   headers: { ...headers, 'Content-Type': 'application/json' },
 *   body,
 *   redirect: 'manual',
 * });
 * ```
 */
export function createSigner(options: SignerOptions): Signer {
  const merchantId = assertMerchantId(options.merchantId);
  const key = prepareSecret(options.secret);
  const now = options.now ?? Date.now;
  const makeNonce = options.nonce;
  assertOption(typeof now === 'function', 'now', 'a function', now);
  const canMake = makeNonce === undefined || typeof makeNonce === 'function';
  assertOption(canMake, 'nonce', 'a function', makeNonce);
  let given: MemoryNonceStore | undefined;

  function nonceOf(request: RequestToSign, timestamp: number): string {
    if (request.nonce === undefined && makeNonce === undefined) return createNonce();
    const own = assertPart('nonce', request.nonce ?? makeNonce?.());
    given ??= memoryNonceStore({ now });
    const claim = given.claim(`${merchantId}.${own}`, nonceExpiry(timestamp, TOLERANCE_SECONDS));
    if (claim === 'claimed') return own;
    throw claim === 'seen'
      ? new SigningError(
          'nonce: expected one that was not given within its life of 300 seconds, received the same again. Leave it out, and one is made',
          { code: 'NONCE_REUSED', retry: 'resign' },
        )
      : new SigningError('nonce: too many nonces were given within their life; leave it out', {
          code: 'NONCE_STORE_UNAVAILABLE',
        });
  }

  return {
    merchantId,
    sign(request) {
      const time = readClock(now);
      const timestamp = assertTimestamp(request.timestamp ?? Math.floor(time / 1000));
      if (!isFresh(timestamp, time, TOLERANCE_SECONDS)) {
        throw new SigningError(
          `timestamp: expected one at most ${String(TOLERANCE_SECONDS)} s from now, received one ${describeOffset(timestamp, time)}`,
          { code: 'TIMESTAMP_OUT_OF_RANGE', retry: 'resign' },
        );
      }
      const method = assertPart('method', request.method);
      const path = assertPart('path', request.path);
      const bodySha256 = sha256Hex(request.body);
      const nonce = nonceOf(request, timestamp);
      const canonical = canonicalString({ timestamp, nonce, method, path, bodySha256 });
      return {
        headers: {
          'X-Merchant-Id': merchantId,
          'X-Timestamp': String(timestamp),
          'X-Nonce': nonce,
          'X-Signature-Version': SIGNATURE_VERSION,
          'X-Signature': SIGNATURE_PREFIX + key.hex(canonical),
        },
        canonical,
        timestamp,
        nonce,
        bodySha256,
      };
    },
  };
}

function assertMerchantId(merchantId: unknown): string {
  return assertPart('merchantId', typeof merchantId === 'number' ? String(merchantId) : merchantId);
}
