import type { Direction } from './methods.ts';

/**
 * The documented types of payment: which way the money moves, and whether LuxCore hosts a payment
 * page for it (`*_pp`).
 *
 * @example
 * ```ts
 * import { METHODS, PAYMENT_TYPES } from '@luxcore/contract';
 *
 * METHODS.card[PAYMENT_TYPES.deposit_pp.direction]; // true: a card can pay on a hosted page
 * ```
 */
export const PAYMENT_TYPES = {
  deposit: { direction: 'deposit', hostedPage: false },
  withdrawal: { direction: 'withdrawal', hostedPage: false },
  deposit_pp: { direction: 'deposit', hostedPage: true },
  withdrawal_pp: { direction: 'withdrawal', hostedPage: true },
} as const;

/** One row of {@link PAYMENT_TYPES}. */
export interface PaymentTypeRow {
  /** Which way the money moves. */
  readonly direction: Direction;
  /** Whether LuxCore hosts the payment page. */
  readonly hostedPage: boolean;
}

type PaymentTypeTable<Table extends Readonly<Record<string, PaymentTypeRow>>> = Table;

/** The type of a payment. */
export type PaymentType = keyof PaymentTypeTable<typeof PAYMENT_TYPES>;

/** The types of payment that move money in the given direction. */
export type PaymentTypeFor<Way extends Direction> = {
  [Type in PaymentType]: (typeof PAYMENT_TYPES)[Type]['direction'] extends Way ? Type : never;
}[PaymentType];
