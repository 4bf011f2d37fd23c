import type { Currency } from '../currencies.ts';
import type { Method } from '../methods.ts';
import type { PaymentType } from '../payment-types.ts';
import type { PaymentStatus } from '../statuses.ts';
import type { Page, PageQuery } from './page.ts';

/** A payment as LuxCore answers it, unwrapped: the field names are those on the wire. */
export interface Payment {
  /** LuxCore's id, like `pay_1234567890_abcdefgh`. */
  readonly transaction_id: string;
  /** Where the payment stands; see `STATUSES`. */
  readonly status: PaymentStatus;
  /** An integer in minor units of `currency`. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** How the money moves. */
  readonly method: Method;
  /** Deposit or withdrawal, with or without a hosted page. */
  readonly type: PaymentType;
  /** Your reference. That the answer repeats it is assumed. */
  readonly merchant_reference?: string;
  /** Where the customer sends the money, for methods by bank. */
  readonly bank_details?: BankDetails;
  /** LuxCore's fee: an integer in minor units. */
  readonly fee_amount?: number;
  /** The amount without the fee: an integer in minor units. */
  readonly net_amount?: number;
  /** ISO 8601 time. */
  readonly created_at: string;
  /** ISO 8601 time after which the payment expires: 15 minutes later in LuxCore's samples. */
  readonly expires_at?: string;
  /** Where to send the customer, for the method `ipay`. */
  readonly ipay_checkout?: IpayCheckout;
  /** The hosted page, for the types `*_pp`. Assumed: LuxCore does not document the field. */
  readonly payment_page_url?: string;
  /** Why a failed payment failed: a code of LuxCore's table of errors. */
  readonly error_code?: string;
}

/** The account to which the customer of a deposit sends the money. */
export interface BankDetails {
  /** The amount to send, as a string; LuxCore does not document its unit. */
  readonly amount: string;
  /** The text that the customer gives with the transfer. */
  readonly purpose: string;
  /** ISO 4217 code. */
  readonly currency: Currency;
  /** The name of the bank. */
  readonly bank_name: string;
  /** The SWIFT (BIC) code, or `null` where the bank needs none. */
  readonly swift_code: string | null;
  /** The name on the account. */
  readonly account_holder: string;
  /** The number of the account. */
  readonly account_number: string;
}

/** The redirect of an iPay deposit (Sri Lanka). */
export interface IpayCheckout {
  /** The URL to which the checkout form is posted. */
  readonly form_action: string;
  /** The fields of that form. */
  readonly checkout_params: Readonly<Record<string, unknown>>;
  /** A URL that opens the checkout directly. */
  readonly checkout_url: string;
}

/** One page of payments. The envelope is assumed. */
export type PaymentList = Page<Payment>;

/** The query of `GET /payments`. All of it is assumed; filters are passed through as they are. */
export type ListPayments = PageQuery;
