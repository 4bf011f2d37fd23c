import {
  BALANCE_TYPES,
  CURRENCIES,
  type AllBalances,
  type Balance,
  type BalanceEntry,
  type BalanceType,
  type Environment,
} from '@luxcore/contract';
import type { Account, Ledger } from './ledger.ts';

/** One balance of an account, as LuxCore answers it. */
export function balanceOf(ledger: Ledger, account: Account, type: BalanceType): Balance {
  const entry = entryOf(ledger, account, type);
  return {
    success: true,
    merchant_id: account.merchantId,
    ...entry,
    new_balance: Number(entry.balance_amount),
    available_balance: Number(entry.available_amount),
  };
}

/** Every balance of a merchant in one environment. */
export function allBalances(
  ledger: Ledger,
  merchantId: number,
  environment: Environment,
): AllBalances {
  const balances = Object.keys(CURRENCIES).flatMap((currency) =>
    BALANCE_TYPES.map((type) => entryOf(ledger, { merchantId, environment, currency }, type)),
  );
  return { success: true, merchant_id: merchantId, balances, total_balances: balances.length };
}

/**
 * [Assumed] `main` is all that a merchant owns, `frozen` its frozen part, and the others are what has
 * come in by deposits, gone out by withdrawals and been charged so far, of which nothing is available.
 */
function entryOf(ledger: Ledger, account: Account, type: BalanceType): BalanceEntry {
  const amounts = ledger.amounts(account);
  const available = type === 'main' ? amounts.main : 0n;
  const frozen = type === 'main' || type === 'frozen' ? amounts.frozen : 0n;
  const moved = type === 'deposit' ? -amounts.deposit : amounts[type];
  return {
    currency: account.currency,
    balance_type: type,
    balance_amount: String(type === 'main' ? available + frozen : moved),
    available_amount: String(available),
    frozen_amount: String(frozen),
  };
}
