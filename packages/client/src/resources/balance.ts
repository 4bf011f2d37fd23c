import {
  operationPath,
  type AllBalances,
  type Balance as BalanceAnswer,
  type GetBalance,
} from '@luxcore/contract';
import { LazyPromise, type ApiPromise } from '../api-promise.ts';
import type { Caller } from '../call.ts';
import type { CallOptions } from '../call-options.ts';

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

/** Makes the balances of a client. */
export function createBalances(call: Caller): Balances {
  return {
    get: (query, options) =>
      new LazyPromise(async () =>
        call({
          operation: 'balance.get',
          path: operationPath('balance.get'),
          query,
          read: (data) => data as BalanceAnswer,
          options,
        }),
      ),
    all: (options) =>
      new LazyPromise(async () =>
        call({
          operation: 'balance.all',
          path: operationPath('balance.all'),
          read: (data) => data as AllBalances,
          options,
        }),
      ),
  };
}
