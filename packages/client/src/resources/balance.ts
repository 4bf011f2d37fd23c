import {
  operationPath,
  type AllBalances,
  type Balance as BalanceAnswer,
  type GetBalance,
} from '@luxcore/contract';
import { LazyPromise, type ApiPromise } from '../api-promise.ts';
import type { Prepare } from '../call.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, isList, isText } from './answer.ts';

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

const readBalance = /* @__PURE__ */ answerWith<BalanceAnswer>({
  balance_amount: isText,
  available_amount: isText,
  frozen_amount: isText,
});
const readBalances = /* @__PURE__ */ answerWith<AllBalances>({ balances: isList });

/** Makes the balances of a client. */
export function createBalances(prepare: Prepare): Balances {
  return {
    get: (query, options) =>
      new LazyPromise(
        prepare(() => ({
          operation: 'balance.get',
          path: operationPath('balance.get'),
          query,
          read: readBalance,
          options,
        })),
      ),
    all: (options) =>
      new LazyPromise(
        prepare(() => ({
          operation: 'balance.all',
          path: operationPath('balance.all'),
          read: readBalances,
          options,
        })),
      ),
  };
}
