import type { AllBalances, Balance as BalanceAnswer, GetBalance } from '@luxcore/contract';
import { LazyPromise, type ApiPromise } from '../api-promise.ts';
import type { Prepare } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, isList, isText, type Read } from './answer.ts';

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

/** Makes the balances of a client, which v1 and v2 have. */
export function createBalances(prepare: Prepare): Balances {
  return {
    get: (query, options) =>
      new LazyPromise(
        prepare(() => ({ operation: 'balance.get', query, read: readBalance, options })),
      ),
    all: (options) =>
      new LazyPromise(prepare(() => ({ operation: 'balance.all', read: readBalances, options }))),
  };
}
