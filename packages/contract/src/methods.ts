/**
 * The payment methods that LuxCore documents, and which way each can move money: `deposit` from
 * the customer to the merchant, `withdrawal` from the merchant to a recipient.
 *
 * @example
 * ```ts
 * import { METHODS } from '@luxcore/contract';
 *
 * METHODS.oxxo.withdrawal; // false
 * ```
 */
export const METHODS = {
  spei: { deposit: true, withdrawal: true },
  oxxo: { deposit: true, withdrawal: false },
  card: { deposit: true, withdrawal: false },
  bank_transfer: { deposit: true, withdrawal: true },
  cash: { deposit: true, withdrawal: false },
  crypto: { deposit: true, withdrawal: true },
  payid: { deposit: true, withdrawal: true },
  ipay: { deposit: true, withdrawal: false },
} as const;

type MethodTable<Table extends Readonly<Record<string, Readonly<Record<Direction, boolean>>>>> =
  Table;

/** Which way the money moves: to the merchant, or from it. */
export type Direction = 'deposit' | 'withdrawal';

/** A method of {@link METHODS}. */
export type KnownMethod = keyof MethodTable<typeof METHODS>;

/** The known methods that can move money in the given direction. */
export type MethodFor<Way extends Direction> = {
  [Name in KnownMethod]: (typeof METHODS)[Name][Way] extends true ? Name : never;
}[KnownMethod];

/** A payment method. Open, since LuxCore adds methods. */
export type Method = KnownMethod | (string & {});
