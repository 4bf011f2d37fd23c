import { LIMITS } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import { laneLimiter } from './lane-limiter.ts';
import type { Limiter, LimitRequest } from './limiter.ts';
import { checkLimiterOptions, type LimiterOptions } from './limiter-options.ts';

/**
 * Makes a limiter in the memory of this process: for each key and class of operations, exact sliding
 * windows, first come, first served. Several clients may share one; several processes need one that
 * they share, or a part of the limit each.
 *
 * A request counts while it is in flight and until more than its window has passed since its end, so
 * that no window of the server ever holds more than its limit, however long the network takes. The
 * price is the time of the round trip: of what the limit allows, `windowMs / (windowMs + round trip)`
 * can be used. All windows of a class hold together. A 429 closes its key and class for as long as it
 * says. A clock that goes back frees nothing early: it stands still until it has caught up.
 *
 * Nothing is checked yet: faulty options reject the first `acquire`, which rejects with
 * {@link ConfigurationError} `INVALID_OPTION` for these, with {@link AbortedError} `ABORTED` when the
 * signal aborts before there is a place, and with {@link RateLimitError} `LIMITER_QUEUE_FULL` when
 * `maxQueued` requests wait already; its `retryAfterMs` tells when the first of them may go. Nothing
 * was sent in any of them.
 *
 * @example
 * ```ts
 * import { createLimiter } from '@luxcore/client';
 *
 * const limiter = createLimiter({ limits: { standard: [{ max: 50, windowMs: 60_000 }] } });
 * const permit = await limiter.acquire({ key: 'merchant 1024', limit: 'standard' });
 * try {
 *   console.log(permit.waitedMs); // 0
 * } finally {
 *   permit.release();
 * }
 * ```
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const given = { ...options };
  let limiter: Required<Limiter> | undefined;
  return {
    acquire(request) {
      try {
        limiter ??= laneLimiter(checkLimiterOptions(given));
        checkRequest(request);
        return limiter.acquire(request);
      } catch (error) {
        const reason = error as Error;
        return Promise.reject(reason);
      }
    },
    state: () => limiter?.state() ?? [],
  };
}

function checkRequest({ key, limit }: LimitRequest): void {
  assertOption(Object.hasOwn(LIMITS, limit), 'limit', Object.keys(LIMITS).join(' or '), limit);
  assertOption(typeof key === 'string', 'key', 'a text', key);
}
