/**
 * The documented rate limits of an API key. Assumed: that all windows of a class hold at the same
 * time, and that a v2 merchant is limited as an API key is.
 *
 * @example
 * ```ts
 * import { LIMITS, OPERATIONS } from '@luxcore/contract';
 *
 * LIMITS[OPERATIONS['payments.get'].limit]; // [{ max: 100, windowMs: 60_000 }]
 * ```
 */
export const LIMITS = {
  creation: [
    { max: 5000, windowMs: 60_000 },
    { max: 500, windowMs: 10_000 },
  ],
  standard: [{ max: 100, windowMs: 60_000 }],
} as const;

/** At most `max` requests in any `windowMs` milliseconds. */
export interface RateWindow {
  /** The number of requests that the window holds. */
  readonly max: number;
  /** The length of the window, in milliseconds. */
  readonly windowMs: number;
}

type LimitTable<Table extends Readonly<Record<string, readonly RateWindow[]>>> = Table;

/** A class of operations that share their rate limit. */
export type LimitClass = keyof LimitTable<typeof LIMITS>;
