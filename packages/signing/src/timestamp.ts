import { assertOption, signingError } from '@luxcore/errors';

/** A clock in milliseconds since 1970, like `Date.now`. */
export type Clock = () => number;

/** LuxCore's rule: a timestamp may differ from the current time by this many seconds, no more. */
export const TOLERANCE_SECONDS = 300;

/**
 * How long a nonce is remembered beyond the tolerance, for clocks that differ. [Assumed] LuxCore
 * documents the window of 300 seconds alone.
 */
const NONCE_MARGIN_SECONDS = 60;

/**
 * Refuses a tolerance that is not whole seconds from 0.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 */
export function assertTolerance(toleranceSeconds: number): void {
  assertOption(
    Number.isSafeInteger(toleranceSeconds) && toleranceSeconds >= 0,
    'toleranceSeconds',
    'whole seconds from 0',
    toleranceSeconds,
  );
}

/**
 * Reads the caller's clock, in milliseconds since 1970; what is no time is refused, because it would
 * compare as fresh.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 */
export function readClock(now: Clock): number {
  const time: unknown = now();
  assertOption(Number.isFinite(time), 'now', 'a function that returns milliseconds', time);
  return time as number;
}

/** Whether a timestamp in seconds lies within the tolerance of a clock in milliseconds. */
export function isFresh(timestamp: number, now: number, toleranceSeconds: number): boolean {
  return Math.abs(timestamp * 1000 - now) <= toleranceSeconds * 1000;
}

/** How far a timestamp lies from the clock, in words: `301.5 s in the past`. */
export function describeOffset(timestamp: number, now: number): string {
  const offset = timestamp * 1000 - now;
  return `${String(Math.abs(offset) / 1000)} s in the ${offset > 0 ? 'future' : 'past'}`;
}

/** Throws `TIMESTAMP_OUT_OF_RANGE` unless a timestamp in seconds is within 300 s of the clock. */
export function assertFreshness(timestamp: number, now: number): void {
  if (isFresh(timestamp, now, TOLERANCE_SECONDS)) return;
  throw signingError(
    'TIMESTAMP_OUT_OF_RANGE',
    `timestamp: expected at most ${String(TOLERANCE_SECONDS)} s from now, received ${describeOffset(timestamp, now)}`,
    'resign',
  );
}

/** Until when the nonce of a request must be remembered, in milliseconds since 1970. */
export function nonceExpiry(timestamp: number, toleranceSeconds: number): number {
  return (timestamp + toleranceSeconds + NONCE_MARGIN_SECONDS) * 1000;
}
