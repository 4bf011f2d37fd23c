import { CURRENCIES, type Currency } from './currencies.ts';
import { invalidValue } from '@luxcore/errors';
import { ownRow } from './own-row.ts';

const DECIMAL = /^(\d+)(?:\.(\d+))?$/;
const INTEGER = /^(-?)(\d+)$/;

/**
 * Converts a decimal string to an integer in minor units, which is what LuxCore takes as `amount`,
 * and checks that nothing is rounded: at most the decimals of the currency, a safe integer, and
 * string arithmetic throughout. A number is refused, since `0.1 + 0.2` has already lost the amount.
 *
 * @param amount - In units of the currency: ASCII digits, then optionally a dot and decimals.
 * @param currency - A currency of {@link CURRENCIES}.
 * @returns The amount in minor units.
 * @throws {ValidationError} `INVALID_AMOUNT`: a number, sign, exponent, separator or white space,
 *   too many decimals, or more than `Number.MAX_SAFE_INTEGER` minor units.
 * @throws {ValidationError} `UNSUPPORTED_CURRENCY`: the decimals of the currency are not known.
 *
 * @example
 * ```ts
 * import { minorUnits } from '@luxcore/contract';
 *
 * minorUnits('1000.00', 'ARS'); // 100000
 * minorUnits('0.5', 'MXN'); // 50
 * ```
 */
export function minorUnits(amount: string, currency: Currency): number {
  const decimals = decimalsOf(currency);
  const [, whole, fraction = ''] = matchString(DECIMAL, amount) ?? [];
  if (whole === undefined) {
    throw invalidValue('INVALID_AMOUNT', 'amount', 'a decimal string such as "1000.00"', amount);
  }
  if (fraction.length > decimals) {
    const expected = `at most ${String(decimals)} decimals in ${currency}`;
    throw invalidValue('INVALID_AMOUNT', 'amount', expected, amount);
  }
  const units = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(units)) {
    const expected = `at most ${String(Number.MAX_SAFE_INTEGER)} minor units`;
    throw invalidValue('INVALID_AMOUNT', 'amount', expected, amount);
  }
  return units;
}

/**
 * Formats an amount in minor units as a decimal string with all the decimals of its currency, by
 * string arithmetic alone. Takes the digit strings in which balances come, and negative amounts.
 *
 * @param amount - In minor units: a safe integer, a bigint, or ASCII digits with an optional `-`.
 * @param currency - A currency of {@link CURRENCIES}.
 * @returns The amount in units of the currency.
 * @throws {ValidationError} `INVALID_AMOUNT`: not an integer, or a number beyond the safe integers.
 * @throws {ValidationError} `UNSUPPORTED_CURRENCY`: the decimals of the currency are not known.
 *
 * @example
 * ```ts
 * import { formatMinorUnits } from '@luxcore/contract';
 *
 * formatMinorUnits(100000, 'ARS'); // '1000.00'
 * formatMinorUnits('-5', 'MXN'); // '-0.05'
 * ```
 */
export function formatMinorUnits(amount: number | bigint | string, currency: Currency): string {
  const decimals = decimalsOf(currency);
  const [, sign = '', digits] = matchString(INTEGER, integerText(amount)) ?? [];
  if (digits === undefined) {
    const expected = 'an integer in minor units (safe integer, bigint or digits)';
    throw invalidValue('INVALID_AMOUNT', 'amount', expected, amount);
  }
  const padded = digits.replace(/^0+/, '').padStart(decimals + 1, '0');
  const point = padded.length - decimals;
  const formatted = decimals === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
  return /[1-9]/.test(padded) ? sign + formatted : formatted;
}

function decimalsOf(currency: unknown): number {
  const row = ownRow(CURRENCIES, currency);
  if (row === undefined) {
    const expected = `one of ${Object.keys(CURRENCIES).join(', ')}`;
    throw invalidValue('UNSUPPORTED_CURRENCY', 'currency', expected, currency);
  }
  return row.decimals;
}

function integerText(amount: unknown): unknown {
  return typeof amount === 'bigint' || Number.isSafeInteger(amount) ? String(amount) : amount;
}

// A pattern would turn ['1'] and 1 into the text that it looks for.
function matchString(pattern: RegExp, value: unknown): RegExpExecArray | null {
  return typeof value === 'string' ? pattern.exec(value) : null;
}
