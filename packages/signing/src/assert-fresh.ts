import { assertFreshness, readClock, type Clock } from './timestamp.ts';
import type { SignedRequest } from './signer.ts';
import { assertTimestamp } from './syntax.ts';

/**
 * Checks that a signed request is still fresh; for requests that waited in a queue after they were
 * signed. One that is not must be signed anew, with a new timestamp and a new nonce.
 *
 * LuxCore's rule: a timestamp may differ from the current time by 300 seconds, no more.
 *
 * @param signed - What `sign` returned.
 * @param now - Milliseconds since 1970, like `Date.now`, which it is unless told.
 * @throws {SigningError} `TIMESTAMP_OUT_OF_RANGE`, with `retry: 'resign'`
 * @example
 * ```ts
 * import { assertFresh } from '@luxcore/signing';
 *
 * const signed = signer.sign({ method: 'POST', path: '/api/v2/payments', body });
 * await new Promise((resolve) => setTimeout(resolve, 60_000)); // it waits for its turn
 * assertFresh(signed);
 * ```
 */
export function assertFresh(signed: Pick<SignedRequest, 'timestamp'>, now: Clock = Date.now): void {
  assertFreshness(assertTimestamp(signed.timestamp), readClock(now));
}
