import {
  BALANCE_TYPES,
  CURRENCIES,
  type AllBalances,
  type Balance,
  type BalanceEntry,
  type BalanceType,
  type Environment,
} from '@luxcore/contract';
import { ApiError } from '../http/api-error.ts';

/** Whose money, where and in which currency. */
export interface Account {
  readonly merchantId: number;
  readonly environment: Environment;
  readonly currency: string;
}

interface Funds {
  available: bigint;
  frozen: bigint;
}

/** What every account starts with, in minor units, so that withdrawals can be tried at once. */
const OPENING_BALANCE = 100_000_000n;

/** [Assumed] What an account may hold: more would make the numbers of an answer inexact. */
const MAX_BALANCE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The money of all merchants, in memory, in minor units and exact.
 *
 * LuxCore's rules: a completed deposit adds its net amount to what is available; a withdrawal moves
 * its amount from available to frozen when it is made and takes it out when it completes. [Assumed]
 * a withdrawal that ends otherwise moves it back.
 */
export class Balances {
  readonly #funds = new Map<string, Funds>();

  credit(account: Account, amount: number): void {
    const funds = this.#fundsOf(account);
    if (funds.available + funds.frozen + BigInt(amount) > MAX_BALANCE) {
      throw new ApiError(
        'LIMIT_EXCEEDED',
        `amount: expected a balance of at most ${String(MAX_BALANCE)} minor units of ${account.currency}, received ${String(amount)} more than ${String(funds.available + funds.frozen)}`,
      );
    }
    funds.available += BigInt(amount);
  }

  freeze(account: Account, amount: number): void {
    const funds = this.#fundsOf(account);
    if (funds.available < BigInt(amount)) {
      throw new ApiError(
        'INSUFFICIENT_BALANCE',
        `amount: expected at most the available ${String(funds.available)} minor units of ${account.currency}, received ${String(amount)}`,
      );
    }
    funds.available -= BigInt(amount);
    funds.frozen += BigInt(amount);
  }

  release(account: Account, amount: number): void {
    const funds = this.#fundsOf(account);
    funds.frozen -= BigInt(amount);
    funds.available += BigInt(amount);
  }

  payOut(account: Account, amount: number): void {
    this.#fundsOf(account).frozen -= BigInt(amount);
  }

  get(account: Account, type: BalanceType): Balance {
    const entry = this.#entry(account, type);
    return {
      success: true,
      merchant_id: account.merchantId,
      ...entry,
      new_balance: Number(entry.balance_amount),
      available_balance: Number(entry.available_amount),
    };
  }

  all(merchantId: number, environment: Environment): AllBalances {
    const balances = Object.keys(CURRENCIES).flatMap((currency) =>
      BALANCE_TYPES.map((type) => this.#entry({ merchantId, environment, currency }, type)),
    );
    return { success: true, merchant_id: merchantId, balances, total_balances: balances.length };
  }

  /** [Assumed] `main` holds everything and `frozen` the frozen part; the other types stay empty. */
  #entry(account: Account, type: BalanceType): BalanceEntry {
    const { available, frozen } = this.#fundsOf(account);
    const [free, held] =
      type === 'main' ? [available, frozen] : [0n, type === 'frozen' ? frozen : 0n];
    return {
      currency: account.currency,
      balance_type: type,
      balance_amount: String(free + held),
      available_amount: String(free),
      frozen_amount: String(held),
    };
  }

  #fundsOf({ merchantId, environment, currency }: Account): Funds {
    const key = `${String(merchantId)} ${environment} ${currency}`;
    const known = this.#funds.get(key);
    if (known !== undefined) return known;
    const funds = { available: OPENING_BALANCE, frozen: 0n };
    this.#funds.set(key, funds);
    return funds;
  }
}
