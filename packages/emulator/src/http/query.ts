import { BALANCE_DEFAULTS, BALANCE_TYPES, CURRENCIES, type BalanceType } from '@luxcore/contract';
import { describeValue } from '@luxcore/errors';
import { ApiError } from './api-error.ts';

/** [Assumed] How many items a page has unless told, and at most. */
const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 100;

/** Reads `?page=&limit=`; both count from 1. */
export function pageOf(query: URLSearchParams): { page: number; limit: number } {
  return {
    page: wholeNumber(query, 'page', 1, Number.MAX_SAFE_INTEGER),
    limit: wholeNumber(query, 'limit', DEFAULT_LIMIT, MAX_LIMIT),
  };
}

/** Reads `?currency=&balance_type=` with LuxCore's defaults. */
export function balanceQuery(query: URLSearchParams): { currency: string; type: BalanceType } {
  const currency = single(query, 'currency') ?? BALANCE_DEFAULTS.currency;
  if (!Object.hasOwn(CURRENCIES, currency)) {
    const known = Object.keys(CURRENCIES).join(', ');
    throw new ApiError('UNSUPPORTED_CURRENCY', mismatch('currency', known, currency));
  }
  const name = single(query, 'balance_type') ?? BALANCE_DEFAULTS.balance_type;
  const type = BALANCE_TYPES.find((known) => known === name);
  if (type === undefined) {
    throw new ApiError(
      'VALIDATION_ERROR',
      mismatch('balance_type', BALANCE_TYPES.join(', '), name),
    );
  }
  return { currency, type };
}

function wholeNumber(query: URLSearchParams, name: string, unless: number, most: number): number {
  const value = single(query, name);
  if (value === undefined) return unless;
  const number = /^[1-9]\d{0,15}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= most) return number;
  throw new ApiError(
    'VALIDATION_ERROR',
    mismatch(name, `a whole number from 1 to ${String(most)}`, value),
  );
}

/** [Assumed] To take one of several values would answer a question that may not be the one that was asked. */
export function single(query: URLSearchParams, name: string): string | undefined {
  const values = query.getAll(name);
  if (values.length <= 1) return values[0];
  throw new ApiError(
    'VALIDATION_ERROR',
    `${name}: expected one value, received ${String(values.length)}`,
  );
}

function mismatch(name: string, expected: string, received: string): string {
  return `${name}: expected ${expected}, received ${describeValue(received)}`;
}
