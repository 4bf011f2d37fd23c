import type { Currency } from '../currencies.ts';
import type { Method } from '../methods.ts';
import type { PaymentType } from '../payment-types.ts';
import type { PaymentStatus } from '../statuses.ts';

/**
 * A payment as a webhook tells it. The names of its fields are documented; that amounts are integers in
 * minor units, as everywhere else in the API, is assumed. The record is open.
 */
export interface WebhookPayment {
  /** LuxCore's id of the payment. Assumed: the `transaction_id` of its creation. */
  readonly id: string;
  /** Where the payment stands. */
  readonly status: PaymentStatus | (string & {});
  /**
   * Rises with each change of the status: what is not above the last that you have processed is old.
   * LuxCore sends it since 2026-03-10.
   */
  readonly status_version?: number;
  /** Minor units. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** Deposit or withdrawal, with or without a hosted page. */
  readonly type: PaymentType;
  /** The numeric id of the merchant. */
  readonly merchant_id: number;
  /** The reference that the payment was created with. Assumed: `null` where it had none. */
  readonly merchant_reference: string | null;
  /** How the money moves, or `null`: LuxCore does not document when. */
  readonly method: Method | null;
  /** Minor units. */
  readonly fee: number;
  /** The amount without the fee, in minor units. */
  readonly net_amount: number;
  /** ISO 8601 time. */
  readonly created_at: string;
  /** ISO 8601 time of the completion. */
  readonly confirmed_at: string | null;
  readonly [field: string]: unknown;
}
