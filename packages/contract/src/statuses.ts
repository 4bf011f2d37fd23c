/**
 * Every documented status of a payment: whether it is open (it can still be cancelled), and which
 * statuses may follow.
 *
 * The statuses are documented by LuxCore, `refunded` and `partial_refund` in webhooks alone. The
 * transitions are assumed, and so is that only open payments can be cancelled.
 *
 * @example
 * ```ts
 * import { STATUSES } from '@luxcore/contract';
 *
 * STATUSES.completed; // { open: false, next: ['refunded', 'partial_refund'] }
 * ```
 */
export const STATUSES = {
  pending: { open: true, next: ['processing', 'cancelled', 'expired', 'failed'] },
  processing: { open: true, next: ['completed', 'failed', 'cancelled', 'expired'] },
  completed: { open: false, next: ['refunded', 'partial_refund'] },
  failed: { open: false, next: [] },
  cancelled: { open: false, next: [] },
  expired: { open: false, next: [] },
  refunded: { open: false, next: [] },
  partial_refund: { open: false, next: [] },
} as const;

type StatusTable<
  Table extends {
    readonly [Status in keyof Table]: { open: boolean; next: readonly (keyof Table)[] };
  },
> = Table;

/** The status of a payment. */
export type PaymentStatus = keyof StatusTable<typeof STATUSES>;

/** A status in which a payment can still be cancelled. */
export type OpenPaymentStatus = {
  [Status in PaymentStatus]: (typeof STATUSES)[Status]['open'] extends true ? Status : never;
}[PaymentStatus];
