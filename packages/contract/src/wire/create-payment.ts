import type { Currency } from '../currencies.ts';
import type { Direction, MethodFor } from '../methods.ts';
import type { PaymentTypeFor } from '../payment-types.ts';
import type { BankTransferPayout, PayIdPayout, Payout, SpeiPayout } from './payout.ts';

/**
 * The body of `POST /payments`, told apart by `type` and `method`: a withdrawal has a
 * `merchant_reference` and a `payout`, so that no money leaves twice or to nobody. Which further
 * fields LuxCore insists on is not documented; that they may be left out is assumed.
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

/** The body for a payment from a customer to the merchant, told apart by `method`. */
export type CreateDeposit = CreateIpayDeposit | CreateOtherDeposit;

/** The body for a payment from the merchant to a recipient, told apart by `method`. */
export type CreateWithdrawal =
  | CreateSpeiWithdrawal
  | CreateBankTransferWithdrawal
  | CreatePayIdWithdrawal
  | CreateOtherWithdrawal;

/** A deposit by iPay (Sri Lanka): send the customer to `ipay_checkout` of the answer. */
export interface CreateIpayDeposit extends DepositFields {
  /** iPay. */
  readonly method: 'ipay';
  /** How the customer pays at iPay. */
  readonly ipay?: IpayOptions;
}

/** A deposit by any other method. */
export interface CreateOtherDeposit extends DepositFields {
  /** The method `ipay` alone has choices. */
  readonly ipay?: never;
}

/** A withdrawal by SPEI (Mexico). */
export interface CreateSpeiWithdrawal extends WithdrawalFields {
  /** SPEI. */
  readonly method: 'spei';
  /** Who receives the money: the same person as `customer`. */
  readonly payout: SpeiPayout;
}

/** A withdrawal by bank transfer (Argentina). */
export interface CreateBankTransferWithdrawal extends WithdrawalFields {
  /** A bank transfer. */
  readonly method: 'bank_transfer';
  /** Who receives the money: the same person as `customer`. */
  readonly payout: BankTransferPayout;
}

/** A withdrawal by PayID (Australia). */
export interface CreatePayIdWithdrawal extends WithdrawalFields {
  /** PayID. */
  readonly method: 'payid';
  /** Who receives the money: the same person as `customer`. */
  readonly payout: PayIdPayout;
}

/** A withdrawal by any other method. */
export interface CreateOtherWithdrawal extends WithdrawalFields {
  /** Who receives the money: the same person as `customer`. */
  readonly payout: Payout;
}

/** What all deposits share. */
export interface DepositFields extends CreatePaymentFields<'deposit'> {
  /** Your reference. Without one the request cannot be replayed when its outcome is unknown. */
  readonly merchant_reference?: string;
  /** Withdrawals alone pay out. */
  readonly payout?: never;
}

/** What all withdrawals share. */
export interface WithdrawalFields extends CreatePaymentFields<'withdrawal'> {
  /** Your reference: at most one payment of it is open or completed. Required by this package. */
  readonly merchant_reference: string;
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
