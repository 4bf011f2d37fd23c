import { assertOption, signingError } from '@luxcore/errors';
import type { Body } from './body.ts';
import {
  CANONICALIZATIONS,
  builderOf,
  SIGNATURE_VERSION,
  type Canonicalizations,
} from './canonical-string.ts';
import type { SignedHeaders } from './headers.ts';
import { createNonce } from './nonce.ts';
import { prepareSecret } from './secret.ts';
import { sha256Hex } from './sha256-hex.ts';
import { SIGNATURE_PREFIX } from './signature-text.ts';
import { assertTimestamp, assertPart, MERCHANT_ID, METHOD, NONCE, PATH } from './syntax.ts';
import {
  assertFreshness,
  nonceExpiry,
  readClock,
  TOLERANCE_SECONDS,
  type Clock,
} from './timestamp.ts';

/** The v2 credentials of a merchant, and how to sign with them. */
export interface SignerOptions {
  /** The numeric merchant id, as a number or as its digits. */
  readonly merchantId: number | string;
  /** The merchant's v2 HMAC secret, exactly as it was issued. */
  readonly secret: string;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
  /** Makes nonces; 128 random bits unless told. */
  readonly nonce?: (() => string) | undefined;
  /** The version to sign with, a key of `canonicalizations`; `v1` unless told. */
  readonly version?: string | undefined;
  /** Builders of what is signed, by version; `CANONICALIZATIONS` unless told. */
  readonly canonicalizations?: Canonicalizations | undefined;
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
  /** Never to be sent again, in this request or another. */
  readonly nonce: string;
  /** SHA-256 of the body's bytes, 64 lower-case hex digits. */
  readonly bodySha256: string;
}

/** Signs the requests of one merchant; see {@link createSigner}. */
export interface Signer {
  /** As it is sent: digits. */
  readonly merchantId: string;
  /**
   * Signs a request and checks it first; synchronous.
   *
   * LuxCore's rules: a timestamp more than 300 seconds from the current time is refused here as it
   * would be there, and so is a nonce that was given before within its life. So each attempt of a
   * request is signed anew.
   *
   * @throws {SigningError} `TIMESTAMP_OUT_OF_RANGE`, `NONCE_REUSED`, `INVALID_TIMESTAMP` (also of the
   *   clock), `INVALID_NONCE`, `INVALID_HTTP_METHOD`, `INVALID_PATH`, `INVALID_BODY`
   * @throws {ConfigurationError} `INVALID_OPTION`: a clock that tells no time, or an engine without
   *   secure random numbers
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
  const {
    now = Date.now,
    merchantId: id,
    nonce: makeNonce,
    version = SIGNATURE_VERSION,
    canonicalizations = CANONICALIZATIONS,
  } = options;
  const merchantId = assertPart(MERCHANT_ID, typeof id === 'number' ? String(id) : id);
  const key = prepareSecret(options.secret);
  const build = builderOf(canonicalizations, version);
  assertOption(typeof now === 'function', 'now', 'a function', now);
  assertOption(
    makeNonce === undefined || typeof makeNonce === 'function',
    'nonce',
    'a function',
    makeNonce,
  );
  assertOption(typeof build === 'function', 'version', 'a key of canonicalizations', version);
  const claim = givenNonces();

  return {
    merchantId,
    sign({ method, path, body, timestamp: givenTime, nonce: givenNonce }) {
      const time = readClock(now);
      // Also the clock's own time: -1 or 1e300 has no form that can be signed.
      const timestamp = assertTimestamp(givenTime ?? Math.floor(time / 1000));
      if (givenTime !== undefined) assertFreshness(timestamp, time);
      assertPart(METHOD, method);
      assertPart(PATH, path);
      const bodySha256 = sha256Hex(body);
      const nonce =
        givenNonce === undefined && makeNonce === undefined
          ? createNonce()
          : claim(assertPart(NONCE, givenNonce ?? makeNonce?.()), timestamp, time);
      const canonical = build({ timestamp, nonce, method, path, bodySha256 });
      return {
        headers: {
          'X-Merchant-Id': merchantId,
          'X-Timestamp': String(timestamp),
          'X-Nonce': nonce,
          'X-Signature-Version': version,
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

/** Remembers the nonces that a caller gives, each for its life, and refuses one that comes again. */
function givenNonces(): (nonce: string, timestamp: number, time: number) => string {
  const endings = new Map<string, number>();
  return (nonce, timestamp, time) => {
    for (const [old, ending] of endings) {
      if (ending > time) break;
      endings.delete(old);
    }
    if ((endings.get(nonce) ?? 0) > time) {
      throw signingError(
        'NONCE_REUSED',
        'nonce: expected a new one, received one that was given before',
        'resign',
      );
    }
    endings.set(nonce, nonceExpiry(timestamp, TOLERANCE_SECONDS));
    return nonce;
  };
}
