import type { BalanceType, Environment } from '@luxcore/contract';
import { ApiError } from '../http/api-error.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';

/** Whose money, where and in which currency. */
export interface Account {
  /** The numeric merchant id. */
  readonly merchantId: number;
  /** Test money and production money are never mixed. */
  readonly environment: Environment;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** One side of a posting, in minor units: what the balance gains, or loses where it is below zero. */
export interface Line {
  /** Which balance of the account. */
  readonly balance: BalanceType;
  /** An integer in minor units. */
  readonly amount: number;
}

/** Money that moved: the amounts of its lines are zero together. */
export interface Posting extends Account {
  /** Rises with each posting. */
  readonly id: number;
  /** ISO 8601 time. */
  readonly at: string;
  /** What moved it, such as `deposit completed`. */
  readonly reason: string;
  /** The payment that moved it; none for what an account is opened with. */
  readonly paymentId: string | null;
  /** Two or more, one for each balance that changed. */
  readonly lines: readonly Line[];
}

/** The balances of an account, in minor units, as texts of digits: sums may be beyond a number. */
interface Totals extends Account {
  readonly amounts: Readonly<Record<BalanceType, string>>;
}

const NOTHING: Totals['amounts'] = {
  main: '0',
  deposit: '0',
  withdrawal: '0',
  commission: '0',
  frozen: '0',
};

/** What every account is opened with, in minor units, so that withdrawals can be tried at once. */
const OPENING_BALANCE = 100_000_000;

/** [Assumed] What an account may hold: more would make the numbers of an answer inexact. */
const MAX_BALANCE = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * The money of all merchants by double entry. What a merchant owns is `main` (available) and `frozen`;
 * `deposit` is where money comes from, and so below zero, `withdrawal` where it goes, and `commission`
 * LuxCore's fees: together they are zero at all times.
 */
export class Ledger {
  readonly #totals: Table<Totals>;
  readonly #postings: Table<Posting>;
  readonly #now: () => number;

  constructor(state: State, now: () => number) {
    this.#totals = state.table('balances');
    this.#postings = state.table('postings');
    this.#now = now;
  }

  /** LuxCore's rule: a completed deposit adds its net amount to what is available. */
  deposit(account: Account, paymentId: string, amount: number, fee: number): void {
    this.#post(account, 'deposit completed', paymentId, [
      { balance: 'deposit', amount: -amount },
      { balance: 'main', amount: amount - fee },
      { balance: 'commission', amount: fee },
    ]);
  }

  /** LuxCore's rule: a withdrawal moves its amount from available to frozen when it is made. */
  freeze(account: Account, paymentId: string, amount: number): void {
    this.#post(account, 'withdrawal created', paymentId, [
      { balance: 'main', amount: -amount },
      { balance: 'frozen', amount },
    ]);
  }

  /** [Assumed] A withdrawal that does not complete moves it back. */
  release(account: Account, paymentId: string, amount: number): void {
    this.#post(account, 'withdrawal released', paymentId, [
      { balance: 'frozen', amount: -amount },
      { balance: 'main', amount },
    ]);
  }

  /** LuxCore's rule: a completed withdrawal takes it out of frozen. */
  payOut(account: Account, paymentId: string, amount: number): void {
    this.#post(account, 'withdrawal completed', paymentId, [
      { balance: 'frozen', amount: -amount },
      { balance: 'withdrawal', amount },
    ]);
  }

  /** What each balance of an account is, in minor units. */
  amounts(account: Account): Readonly<Record<BalanceType, bigint>> {
    const { amounts } = this.#totalsOf(account);
    return {
      main: BigInt(amounts.main),
      deposit: BigInt(amounts.deposit),
      withdrawal: BigInt(amounts.withdrawal),
      commission: BigInt(amounts.commission),
      frozen: BigInt(amounts.frozen),
    };
  }

  /** Every posting, the oldest first. */
  postings(): Posting[] {
    return [...this.#postings.values()];
  }

  #post(account: Account, reason: string, paymentId: string, lines: Line[]): void {
    if (this.#totals.get(keyOf(account)) === undefined) {
      this.#note(account, 'opened', null, [
        { balance: 'deposit', amount: -OPENING_BALANCE },
        { balance: 'main', amount: OPENING_BALANCE },
      ]);
    }
    const totals = this.#totalsOf(account);
    const amounts = { ...totals.amounts };
    for (const { balance, amount } of lines) {
      amounts[balance] = String(BigInt(amounts[balance]) + BigInt(amount));
    }
    assertHoldable(account, totals.amounts, amounts, lines);
    this.#totals.set(keyOf(account), { ...totals, amounts });
    this.#note(account, reason, paymentId, lines);
  }

  #note(account: Account, reason: string, paymentId: string | null, lines: Line[]): void {
    const id = this.#postings.size + 1;
    const at = new Date(this.#now()).toISOString();
    const { merchantId, environment, currency } = account;
    this.#postings.set(String(id), {
      id,
      at,
      reason,
      paymentId,
      merchantId,
      environment,
      currency,
      lines: lines.filter(({ amount }) => amount !== 0),
    });
  }

  /** An account is opened when it is used first; until then it reads as if it were. */
  #totalsOf({ merchantId, environment, currency }: Account): Totals {
    const account = { merchantId, environment, currency };
    const known = this.#totals.get(keyOf(account));
    if (known !== undefined) return known;
    const opening = String(OPENING_BALANCE);
    return { ...account, amounts: { ...NOTHING, main: opening, deposit: `-${opening}` } };
  }
}

function assertHoldable(
  { currency }: Account,
  before: Totals['amounts'],
  after: Totals['amounts'],
  lines: readonly Line[],
): void {
  const asked = lines.find(({ balance }) => balance === 'main')?.amount ?? 0;
  const held = BigInt(before.main) + BigInt(before.frozen);
  if (BigInt(after.main) < 0n) {
    throw new ApiError(
      'INSUFFICIENT_BALANCE',
      `amount: expected at most the available ${before.main} minor units of ${currency}, received ${String(-asked)}`,
    );
  }
  if (BigInt(after.frozen) < 0n) throw new Error('More is taken out of frozen than is there');
  if (BigInt(after.main) + BigInt(after.frozen) > MAX_BALANCE) {
    throw new ApiError(
      'LIMIT_EXCEEDED',
      `amount: expected a balance of at most ${String(MAX_BALANCE)} minor units of ${currency}, received ${String(asked)} more than ${String(held)}`,
    );
  }
}

function keyOf({ merchantId, environment, currency }: Account): string {
  return `${String(merchantId)} ${environment} ${currency}`;
}
