import { invalidValue } from '@luxcore/errors';

const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A hundred years. */
const MAX_MS = 36_525 * 86_400_000;

/**
 * Milliseconds of a duration: a number of them, or a text such as `15m`, `90s`, `250ms`, `2h` or `1d`.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 */
export function durationMs(duration: number | string): number {
  const [, digits, unit = ''] = /^(\d{1,12})(ms|s|m|h|d)$/.exec(String(duration)) ?? [];
  const value = typeof duration === 'number' ? duration : Number(digits) * (UNITS_MS[unit] ?? NaN);
  if (Number.isSafeInteger(value) && value >= 0 && value <= MAX_MS) return value;
  throw invalidValue(
    'INVALID_OPTION',
    'duration',
    'at most a hundred years: whole milliseconds, or a text such as 15m, 90s or 250ms',
    duration,
  );
}
