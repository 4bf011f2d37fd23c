import { LIMITS, type LimitClass, type RateWindow } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import { ApiError } from '../http/api-error.ts';

/** How many times that are over are kept at most before they are dropped. */
const MAX_OVER = 1_000;

/** The windows of each class of operations, in the form of `LIMITS`; all of a class hold together. */
export type RateLimits = Readonly<Record<LimitClass, readonly RateWindow[]>>;

/**
 * LuxCore's rule: at most so many requests of a class in any window, for each API key. What is refused
 * does not count. [Assumed] that all windows hold at once, `Retry-After`, and that a v2 merchant is limited
 * as a key is.
 */
export class RateLimiter {
  readonly #limits: RateLimits;
  readonly #now: () => number;
  readonly #counters = new Map<string, number[]>();

  constructor(now: () => number, limits: RateLimits = LIMITS) {
    this.#now = now;
    this.#limits = limits;
    for (const [name, windows] of Object.entries(limits)) {
      for (const { max, windowMs } of windows) {
        const isWindow = [max, windowMs].every(
          (value) => Number.isSafeInteger(value) && value >= 1,
        );
        assertOption(isWindow, `limits.${name}`, 'windows of whole numbers from 1', {
          max,
          windowMs,
        });
      }
    }
  }

  /** Forgets what was counted. */
  clear(): void {
    this.#counters.clear();
  }

  /** Counts a request, or throws when the next may come. */
  take(meter: string, limit: LimitClass): void {
    const windows = this.#limits[limit];
    const longest = Math.max(0, ...windows.map(({ windowMs }) => windowMs));
    const key = `${limit} ${meter}`;
    const now = this.#now();
    const times = this.#timesOf(key);
    // A clock that went back, or another state: what is still to come holds nobody up.
    while ((times.at(-1) ?? now) > now) times.pop();
    // Few are over at a time; to copy the rest for each request would cost more than the request.
    if ((times[MAX_OVER] ?? now) <= now - longest) times.splice(0, MAX_OVER);
    for (const { max, windowMs } of windows) {
      const oldest = times.at(-max);
      if (oldest === undefined || oldest <= now - windowMs) continue;
      const seconds = Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
      throw new ApiError(
        'RATE_LIMIT_EXCEEDED',
        `rate limit: expected at most ${String(max)} requests in ${String(windowMs / 1000)} s, received more; wait ${String(seconds)} s`,
        {},
        { 'Retry-After': String(seconds) },
      );
    }
    times.push(now);
  }

  #timesOf(key: string): number[] {
    let times = this.#counters.get(key);
    if (times === undefined) {
      times = [];
      this.#counters.set(key, times);
    }
    return times;
  }
}
