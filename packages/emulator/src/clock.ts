import { ConfigurationError, describeValue } from '@luxcore/errors';
import type { Clock } from '@luxcore/signing';

/** Beyond the year 9999 a time is no longer written with four digits, and soon not at all. */
const LATEST_MS = Date.UTC(9999, 0);

/**
 * Makes a clock of the caller's that fails with words: an emulator that cannot tell the time can judge
 * neither a signature nor what has expired.
 */
export function checkedClock(now: Clock): Clock {
  return () => {
    const time: unknown = read(now);
    if (typeof time === 'number' && time >= 0 && time <= LATEST_MS) return time;
    throw unusable(describeValue(time));
  };
}

function read(now: Clock): unknown {
  try {
    return now();
  } catch (cause) {
    throw unusable('one that throws', cause);
  }
}

function unusable(received: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    `now: expected a function that returns milliseconds since 1970, received ${received}`,
    { code: 'INVALID_OPTION', ...(cause === undefined ? {} : { cause }) },
  );
}
