import type { AllBalances, Balance as BalanceAnswer, GetBalance } from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, isList, isText, type Read } from './answer.ts';
import type { Calls } from './calls.ts';

/** The merchant's balances; amounts are strings of digits in minor units. */
export interface Balances {
  /**
   * Gets one balance; `MXN` and `main` unless told. v1 and v2.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: a parameter that a query cannot carry.
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `balance.read` is not among the scopes.
   * @example
   * ```ts
   * import { formatMinorUnits } from '@luxcore/contract';
   *
   * const balance = await client.balance.get({ currency: 'ARS', balance_type: 'main' });
   * console.log(formatMinorUnits(balance.available_amount, 'ARS')); // '12000.00'
   * ```
   */
  get(query?: GetBalance, options?: CallOptions): ApiPromise<BalanceAnswer>;

  /**
   * Gets every balance of the merchant. v1 and v2.
   *
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `balance.read` is not among the scopes.
   * @example
   * ```ts
   * const { balances } = await client.balance.all();
   * for (const { currency, available_amount } of balances) console.log(currency, available_amount);
   * ```
   */
  all(options?: CallOptions): ApiPromise<AllBalances>;
}

/** Reads one balance. */
export const readBalance: Read<BalanceAnswer> = /* @__PURE__ */ answerWith<BalanceAnswer>({
  balance_amount: isText,
  available_amount: isText,
  frozen_amount: isText,
});

/** Reads every balance. */
export const readBalances: Read<AllBalances> = /* @__PURE__ */ answerWith<AllBalances>({
  balances: isList,
});

/** Makes the balances of a client. */
export function createBalances({ one }: Calls): Balances {
  return {
    get: (query, options) => one('balance.get', readBalance, options, { query }),
    all: (options) => one('balance.all', readBalances, options),
  };
}
