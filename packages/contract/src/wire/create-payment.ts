import type { Currency } from '../currencies.ts';
import type { Direction, MethodFor } from '../methods.ts';
import type { PaymentTypeFor } from '../payment-types.ts';

/**
 * The body of `POST /payments`, told apart by `type`: a withdrawal has a `merchant_reference` and
 * a `payout`, so that no money leaves twice or to nobody. Which further fields LuxCore insists on
 * is not documented; that they may be left out is assumed.
 *
 * @example
 * ```ts
 * import { minorUnits, type CreatePayment } from '@luxcore/contract';
 *
 * const deposit: CreatePayment = {
 *   type: 'deposit',
 *   amount: minorUnits('1500.00', 'MXN'),
 *   currency: 'MXN',
 *   method: 'spei',
 *   merchant_reference: 'order-1001',
 * };
 * ```
 */
export type CreatePayment = CreateDeposit | CreateWithdrawal;

/** The body for a payment from a customer to the merchant. */
export interface CreateDeposit extends CreatePaymentFields<'deposit'> {
  /** Your reference. Without one the request cannot be replayed when its outcome is unknown. */
  readonly merchant_reference?: string;
  /** Choices for the method `ipay`. */
  readonly ipay?: IpayOptions;
  /** Withdrawals alone pay out. */
  readonly payout?: never;
}

/** The body for a payment from the merchant to a recipient. */
export interface CreateWithdrawal extends CreatePaymentFields<'withdrawal'> {
  /** Your reference: at most one payment of it is open or completed. Required by this package. */
  readonly merchant_reference: string;
  /** Who receives the money: the same person as `customer`. */
  readonly payout: Payout;
  /** iPay takes deposits alone. */
  readonly ipay?: never;
}

/** What deposits and withdrawals share. */
export interface CreatePaymentFields<Way extends Direction> {
  /** Which way the money moves, and whether LuxCore hosts a page for it. */
  readonly type: PaymentTypeFor<Way>;
  /** An integer in minor units of `currency`: see `minorUnits`. LuxCore refuses decimals. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** A method that moves money this way; open, since LuxCore adds methods. */
  readonly method: MethodFor<Way> | (string & {});
  /** What the payment is for. */
  readonly description?: string;
  /** Who pays, or is paid. */
  readonly customer?: Customer;
  /** Your id of the customer. */
  readonly customer_id?: string;
  /** Data of your own, kept with the payment. */
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** The kind of traffic; LuxCore documents the field without its values. */
  readonly traffic_type?: string;
}

/** The person who pays, or is paid. */
export interface Customer {
  /** The full name. */
  readonly name?: string;
  /** The e-mail address. */
  readonly email?: string;
  /** The telephone number. */
  readonly phone?: string;
}

/** Choices for the method `ipay`. */
export interface IpayOptions {
  /** How the customer pays at iPay. */
  readonly payment_method?: string;
  readonly [field: string]: unknown;
}

/**
 * The recipient of a withdrawal. The lengths of `clabe`, `cvu` and `cbu` are documented; the record
 * is open, since the fields that each method takes are assumed.
 */
export interface Payout {
  /** Mexico (`spei`): 18 digits. */
  readonly clabe?: string;
  /** Argentina (`bank_transfer`), an account at a payment provider: 22 digits. */
  readonly cvu?: string;
  /** Argentina (`bank_transfer`), an account at a bank: 22 digits. */
  readonly cbu?: string;
  readonly [field: string]: unknown;
}
