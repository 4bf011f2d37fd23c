import { PAYMENT_TYPES, type Payment, type PaymentStatus } from '@luxcore/contract';
import type { LedgerEntry } from './ledger-file.ts';

/** What is compared. */
export const FIELDS = ['direction', 'amount', 'currency', 'status'] as const;

/** What both sides say of one reference, where they do not agree. */
export interface Difference {
  readonly kind:
    | 'missing_at_luxcore'
    | 'missing_in_ledger'
    | 'duplicate_in_ledger'
    | 'duplicate_at_luxcore'
    | 'different';
  readonly reference: string;
  /** Which fields differ, where each side has one. */
  readonly fields: readonly (typeof FIELDS)[number][];
  readonly ledger: readonly LedgerEntry[];
  readonly luxcore: readonly PaymentEntry[];
}

/** A payment as it is compared. */
export interface PaymentEntry extends Omit<LedgerEntry, 'row'> {
  readonly transaction_id: string;
}

/** What moves or has moved one way in one currency, in minor units. */
export interface Total {
  readonly currency: string;
  readonly direction: LedgerEntry['direction'];
  readonly ledger: bigint;
  readonly luxcore: bigint;
}

/** Statuses in which no money moves. A reference may be used again after them. */
const NOT_PAID: readonly PaymentStatus[] = ['failed', 'cancelled', 'expired'];

export function isLive({ status }: { readonly status: PaymentStatus }): boolean {
  return !NOT_PAID.includes(status);
}

export function entryOf(payment: Payment): PaymentEntry {
  const { transaction_id, merchant_reference, type, amount, currency, status } = payment;
  // The types may grow: which way such money moves is not for a guess.
  if (!Object.hasOwn(PAYMENT_TYPES, type)) {
    throw new Error(`${transaction_id}: expected a known type of payment, received "${type}"`);
  }
  return {
    transaction_id,
    // One without a reference is in no ledger: its id tells it apart.
    reference: merchant_reference ?? transaction_id,
    direction: PAYMENT_TYPES[type].direction,
    amount,
    currency,
    status,
  };
}

/** Compares a ledger with the payments at LuxCore, the newest first, by their references. */
export function compare(
  ledger: readonly LedgerEntry[],
  payments: readonly PaymentEntry[],
): Difference[] {
  const inLedger = Map.groupBy(ledger, ({ reference }) => reference);
  const atLuxCore = Map.groupBy(payments, ({ reference }) => reference);
  const references = new Set([...inLedger.keys(), ...atLuxCore.keys()]);
  return [...references].flatMap((reference): Difference[] => {
    const entries = inLedger.get(reference) ?? [];
    const all = atLuxCore.get(reference) ?? [];
    const live = all.filter(isLive);
    // Where every attempt has failed, the last one is what became of it.
    const made = live.length > 0 ? live : all.slice(0, 1);
    const [entry, payment] = [entries[0], made[0]];
    const difference = (kind: Difference['kind'], fields: Difference['fields'] = []) => [
      { kind, reference, fields, ledger: entries, luxcore: made },
    ];
    if (entries.length > 1) return difference('duplicate_in_ledger');
    if (live.length > 1) return difference('duplicate_at_luxcore');
    if (payment === undefined) return difference('missing_at_luxcore');
    // What failed and is in no ledger has moved nothing.
    if (entry === undefined) return live.length > 0 ? difference('missing_in_ledger') : [];
    const fields = FIELDS.filter((field) => entry[field] !== payment[field]);
    return fields.length > 0 ? difference('different', fields) : [];
  });
}

/** Adds up both sides by currency and direction, as integers: a sum may be beyond a number. */
export function totals(ledger: readonly LedgerEntry[], payments: readonly PaymentEntry[]): Total[] {
  const sums = new Map<string, Total>();
  const add = (side: 'ledger' | 'luxcore', entries: readonly Omit<LedgerEntry, 'row'>[]): void => {
    for (const { currency, direction, amount } of entries.filter(isLive)) {
      const key = `${currency} ${direction}`;
      const sum = sums.get(key) ?? { currency, direction, ledger: 0n, luxcore: 0n };
      sums.set(key, { ...sum, [side]: sum[side] + BigInt(amount) });
    }
  };
  add('ledger', ledger);
  add('luxcore', payments);
  return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, sum]) => sum);
}
