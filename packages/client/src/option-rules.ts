import { assertOption } from '@luxcore/errors';

/** What an option must be, unless it is left out: as an error says it, and as it is checked. */
export type OptionRule = readonly [expected: string, isValid: (value: unknown) => boolean];

/** A longer timer fires at once: engines hold it in 32 bits. */
const LONGEST_TIMER_MS = 2_147_483_647;

export const MS: OptionRule = [
  `milliseconds above 0, at most ${String(LONGEST_TIMER_MS)}`,
  (value) => typeof value === 'number' && value > 0 && value <= LONGEST_TIMER_MS,
];
export const RETRIES: OptionRule = [
  'a whole number from 0',
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
];
export const FUNCTION: OptionRule = ['a function', isFunction];

export function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}

/** @throws {ConfigurationError} `INVALID_OPTION`, naming the option */
export function checkOptions(
  options: Readonly<Record<string, unknown>>,
  rules: Readonly<Record<string, OptionRule>>,
): void {
  for (const [name, [expected, isValid]] of Object.entries(rules)) {
    const value = options[name];
    assertOption(value === undefined || isValid(value), name, expected, value);
  }
}
