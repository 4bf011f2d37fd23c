import type { BalanceType } from '../balance-types.ts';
import type { Currency } from '../currencies.ts';

/** One balance: the amounts are strings of digits in minor units; see `formatMinorUnits`. */
export interface BalanceEntry {
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** Which of the balances in that currency. */
  readonly balance_type: BalanceType;
  /** All of it, in minor units, as a string. */
  readonly balance_amount: string;
  /** What can be paid out, in minor units, as a string. */
  readonly available_amount: string;
  /** What open withdrawals hold back, in minor units, as a string. */
  readonly frozen_amount: string;
}

/** The answer of `GET /balance`. */
export interface Balance extends BalanceEntry {
  /** Whether the balance was read. */
  readonly success: boolean;
  /** The numeric id of the merchant. */
  readonly merchant_id: number;
  /** `balance_amount` as a number of minor units. */
  readonly new_balance: number;
  /** `available_amount` as a number of minor units. */
  readonly available_balance: number;
}

/** The answer of `GET /balance/all`. */
export interface AllBalances {
  /** Whether the balances were read. */
  readonly success: boolean;
  /** The numeric id of the merchant. */
  readonly merchant_id: number;
  /** Every balance of the merchant. */
  readonly balances: readonly BalanceEntry[];
  /** How many balances there are. */
  readonly total_balances: number;
}

/** The query of `GET /balance`; for what is left out, see `BALANCE_DEFAULTS`. */
export interface GetBalance {
  /** ISO 4217 code; `MXN` when left out. */
  readonly currency?: Currency;
  /** `main` when left out. */
  readonly balance_type?: BalanceType;
}
