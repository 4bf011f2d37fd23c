import { assertOption, isLuxCoreError } from '@luxcore/errors';
import { cached } from './cached.ts';
import { CANONICALIZATIONS, type Canonicalizations } from './canonical-string.ts';
import { equalDigest } from './equal-digest.ts';
import type { NonceClaim, NonceStore } from './nonce-store.ts';
import { readSignedParts, type ReceivedRequest, type SignedParts } from './received-request.ts';
import { refuse, type Refusal } from './refusal.ts';
import { prepareSecret } from './secret.ts';
import { sha256Hex } from './sha256-hex.ts';
import {
  assertTolerance,
  describeOffset,
  isFresh,
  nonceExpiry,
  readClock,
  TOLERANCE_SECONDS,
  type Clock,
} from './timestamp.ts';

/** The secrets of a merchant: one, several while they are rotated, or `undefined` for a stranger. */
export type Secrets = string | readonly string[] | undefined;

/** What a verifier knows of merchants, nonces and the time. */
export interface VerifierOptions {
  /**
   * Looks up a merchant's secrets by its id, a text of digits. For `verify` it may be async, and is
   * waited for as long as it takes.
   */
  readonly secretsFor: (merchantId: string) => Secrets | PromiseLike<Secrets>;
  /** Where nonces are remembered. */
  readonly nonces: NonceStore;
  /** How far a timestamp may lie from now, in seconds and both ways; 300 unless told. */
  readonly toleranceSeconds?: number | undefined;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
  /** The versions that are accepted, each with its builder; `CANONICALIZATIONS` unless told. */
  readonly canonicalizations?: Canonicalizations | undefined;
}

/** A request that is accepted. */
export interface Acceptance {
  readonly ok: true;
  /** Who signed it: digits. */
  readonly merchantId: string;
  /** Unix time in seconds. */
  readonly timestamp: number;
  /** Claimed where `verify` answers, not where `check` does. */
  readonly nonce: string;
  /** Which of the merchant's secrets signed it, counted from 0. */
  readonly secretIndex: number;
}

/** What a verifier answers; `ok` tells which. */
export type Verification = Acceptance | Refusal;

/** Checks v2 requests as LuxCore does; see {@link createVerifier}. */
export interface Verifier {
  /**
   * Checks everything but the nonce; synchronous, never throws. What passes may still be a replay:
   * only `verify` tells.
   */
  check(request: ReceivedRequest): Verification;
  /**
   * Checks everything and claims the nonce; never throws, never rejects. A store that has not
   * answered after 3 seconds is `NONCE_STORE_UNAVAILABLE`.
   */
  verify(request: ReceivedRequest): Promise<Verification>;
}

/** How long a store of nonces may take to answer; a claim that comes later burns its nonce. */
const NONCE_CLAIM_TIMEOUT_MS = 3_000;

interface HashedParts {
  readonly ok: true;
  readonly parts: SignedParts;
  readonly bodySha256: string;
}

/**
 * Makes a verifier of v2 requests. It checks in this order: that all five headers are there, the
 * version, the form of every part, freshness, that the merchant has a secret, the signature (every
 * secret tried, in constant time), and only then the nonce, so that a forger burns none; freshness
 * is looked at again after the claim, which may have taken its time.
 *
 * The answer is a result, never a throw: `code` is a row of `ERROR_CODES` with the status to send.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { createVerifier, memoryNonceStore } from '@luxcore/signing';
 *
 * const verifier = createVerifier({
 *   secretsFor: (merchantId) => secrets.get(merchantId),
 *   nonces: memoryNonceStore(),
 * });
 * const result = await verifier.verify({ method, path, headers, body });
 * if (!result.ok) console.error(result.code, result.reason);
 * ```
 */
export function createVerifier(options: VerifierOptions): Verifier {
  // What somebody has put into Object.prototype is no option.
  const {
    secretsFor,
    nonces,
    toleranceSeconds = TOLERANCE_SECONDS,
    now = Date.now,
    canonicalizations = CANONICALIZATIONS,
  } = { __proto__: null, ...options } as VerifierOptions;
  assertOption(typeof secretsFor === 'function', 'secretsFor', 'a function', secretsFor);
  const claims = typeof (nonces as NonceStore | null | undefined)?.claim === 'function';
  assertOption(claims, 'nonces', 'a NonceStore', nonces);
  assertTolerance(toleranceSeconds);
  const prepared = cached(prepareSecret);

  function staleness(timestamp: number): Refusal | undefined {
    const time = readClock(now);
    if (isFresh(timestamp, time, toleranceSeconds)) return undefined;
    return refuse(
      'TIMESTAMP_OUT_OF_RANGE',
      `timestamp: expected at most ${String(toleranceSeconds)} s from the current time, received ${describeOffset(timestamp, time)}`,
    );
  }

  /** All that needs no secret; the body is hashed here, as it was given, before any wait. */
  function readFresh(request: ReceivedRequest): HashedParts | Refusal {
    const parts = readSignedParts(request, canonicalizations);
    if (!parts.ok) return parts;
    const stale = staleness(parts.timestamp);
    return stale ?? { ok: true, parts, bodySha256: sha256Hex(parts.body) };
  }

  function matchSecret({ parts, bodySha256 }: HashedParts, secrets: Secrets | null): Verification {
    const { merchantId, timestamp, nonce, method, path, digest } = parts;
    // Databases say null of what they do not have.
    if (secrets === undefined || secrets === null || secrets.length === 0) {
      return refuse(
        'INVALID_MERCHANT',
        `merchantId: expected a merchant with a secret, received ${merchantId}`,
      );
    }
    const canonical = parts.build({ timestamp, nonce, method, path, bodySha256 });
    let secretIndex = -1;
    // Every secret is tried whichever matches, so that the time taken does not tell which it was.
    const list: readonly string[] = Array.isArray(secrets) ? secrets : [secrets];
    let index = 0;
    for (const secret of list) {
      if (equalDigest(digest, prepared(secret).digest(canonical))) secretIndex = index;
      index += 1;
    }
    if (secretIndex >= 0) return { ok: true, merchantId, timestamp, nonce, secretIndex };
    return refuse(
      'INVALID_SIGNATURE',
      'signature: expected the HMAC-SHA256 of the canonical string, received another',
    );
  }

  async function claimNonce({
    merchantId,
    nonce,
    timestamp,
  }: Acceptance): Promise<Refusal | undefined> {
    const expiresAt = nonceExpiry(timestamp, toleranceSeconds);
    let claim: NonceClaim | undefined;
    try {
      const answer = nonces.claim(`${merchantId}.${nonce}`, expiresAt);
      claim = isPromise(answer) ? await inTime(answer) : answer;
    } catch {
      // What fails claims nothing.
    }
    if (claim === 'claimed') return undefined;
    return claim === 'seen'
      ? refuse('NONCE_REUSED', `nonce: expected a new one, received ${nonce} before`)
      : refuse('NONCE_STORE_UNAVAILABLE', 'nonce: the store is full, slow or away');
  }

  return {
    check(request) {
      try {
        const read = readFresh(request);
        if (!read.ok) return read;
        const secrets = secretsFor(read.parts.merchantId);
        if (isPromise(secrets)) {
          // A rejection that nobody waits for would end the process.
          Promise.resolve(secrets).catch(() => undefined);
          return refuse('VERIFIER_UNAVAILABLE', 'secretsFor returned a promise: use verify');
        }
        return matchSecret(read, secrets);
      } catch (error) {
        return refusalOf(error);
      }
    },

    async verify(request) {
      try {
        const read = readFresh(request);
        if (!read.ok) return read;
        const result = matchSecret(read, await secretsFor(read.parts.merchantId));
        if (!result.ok) return result;
        const used = await claimNonce(result);
        return used ?? staleness(result.timestamp) ?? result;
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

/** The answer of a store, or `undefined` where it keeps the request waiting too long. */
function inTime(answer: PromiseLike<NonceClaim>): Promise<NonceClaim | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, NONCE_CLAIM_TIMEOUT_MS);
    Promise.resolve(answer)
      .finally(() => {
        clearTimeout(timer);
      })
      .then(resolve, reject);
  });
}

function isPromise<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/** A body that is neither text nor bytes is the request's fault; all else is the verifier's own. */
function refusalOf(error: unknown): Refusal {
  // The text of a foreign error is not handed on: it may hold a secret, which has no shape to tell.
  let what = 'an error was thrown';
  try {
    if (isLuxCoreError(error) && OWN_CODES.includes(error.code)) {
      what = error.message;
      if (error.code === 'INVALID_BODY') return refuse('INVALID_BODY', what);
    }
  } catch {
    // What was thrown may be anything, a hostile proxy too.
  }
  return refuse(
    'VERIFIER_UNAVAILABLE',
    `the request, secretsFor or the clock could not be read: ${what}`,
  );
}

/** What this package throws. */
const OWN_CODES: readonly string[] = ['INVALID_BODY', 'INVALID_SECRET', 'INVALID_OPTION'];
