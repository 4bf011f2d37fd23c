import type { AllBalances, Balance, GetBalance } from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { CallOptions } from '../call-options.ts';
import { readBalance, readBalances } from './balance.ts';
import type { Calls } from './calls.ts';

/** The balances of a merchant by its id; amounts are strings of digits in minor units. */
export interface Merchants {
  /**
   * Gets one balance of a merchant; `MXN` and `main` unless told. v1 alone. Assumed: that it is
   * answered as `balance.get` is.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else;
   *   `VALIDATION_ERROR`: a parameter that a query cannot carry.
   * @throws {NotFoundError} `NOT_FOUND`: no such merchant, or not one that the key may see (assumed).
   * @example
   * ```ts
   * const { available_amount } = await client.merchants.balance(1024, { currency: 'ARS' });
   * ```
   */
  balance(id: number | string, query?: GetBalance, options?: CallOptions): ApiPromise<Balance>;

  /**
   * Gets every balance of a merchant. v1 alone. Assumed: that it is answered as `balance.all` is.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: no such merchant, or not one that the key may see (assumed).
   * @example
   * ```ts
   * const { balances } = await client.merchants.balances(1024);
   * for (const { currency, available_amount } of balances) console.log(currency, available_amount);
   * ```
   */
  balances(id: number | string, options?: CallOptions): ApiPromise<AllBalances>;
}

/** Makes the merchants of a client. */
export function createMerchants({ one }: Calls): Merchants {
  return {
    balance: (id, query, options) =>
      one('merchants.balance', readBalance, options, { id: idOf(id), query }),
    balances: (id, options) => one('merchants.balances', readBalances, options, { id: idOf(id) }),
  };
}

/** LuxCore's answers have the id as a number. What is no id is left as it is, to be refused. */
function idOf(id: number | string): string {
  return Number.isSafeInteger(id) ? String(id) : (id as string);
}
