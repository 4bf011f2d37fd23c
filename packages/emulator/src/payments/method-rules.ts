import {
  CURRENCIES,
  METHODS,
  type Direction,
  type KnownCurrency,
  type KnownMethod,
} from '@luxcore/contract';
import { ApiError } from '../http/api-error.ts';

/**
 * [Assumed] Where a method moves money in some currencies alone. LuxCore's samples show MXN with `spei`,
 * LKR with `ipay` and ARS with `bank_transfer`.
 */
const ONLY_IN: Readonly<Partial<Record<KnownMethod, readonly KnownCurrency[]>>> = {
  spei: ['MXN'],
  oxxo: ['MXN'],
  payid: ['AUD'],
  ipay: ['LKR'],
};

/** The currencies in which a method moves money. */
function currenciesOf(method: KnownMethod): readonly string[] {
  return ONLY_IN[method] ?? Object.keys(CURRENCIES);
}

/** Throws unless a method moves money this way and in this currency. */
export function assertMethod(method: string, currency: string, direction: Direction): void {
  if (!Object.hasOwn(CURRENCIES, currency)) {
    throw refused('UNSUPPORTED_CURRENCY', 'currency', Object.keys(CURRENCIES), currency);
  }
  if (!Object.hasOwn(METHODS, method)) {
    throw refused('INVALID_METHOD', 'method', Object.keys(METHODS), method);
  }
  const known = method as KnownMethod;
  if (!METHODS[known][direction]) {
    const able = Object.keys(METHODS).filter((name) => METHODS[name as KnownMethod][direction]);
    throw refused('WITHDRAWAL_NOT_SUPPORTED', 'method', able, method);
  }
  const currencies = currenciesOf(known);
  if (!currencies.includes(currency)) {
    throw refused('METHOD_NOT_AVAILABLE', `currency of ${method}`, currencies, currency);
  }
}

/** What LuxCore tells of its methods. [Assumed] the shape. */
export function methodList(): object[] {
  return (Object.keys(METHODS) as KnownMethod[]).map((method) => ({
    method,
    ...METHODS[method],
    currencies: currenciesOf(method),
  }));
}

function refused(
  code:
    'UNSUPPORTED_CURRENCY' | 'INVALID_METHOD' | 'WITHDRAWAL_NOT_SUPPORTED' | 'METHOD_NOT_AVAILABLE',
  path: string,
  expected: readonly string[],
  value: string,
): ApiError {
  return ApiError.ofField(code, path, expected.join(', '), value);
}
