import type { CreatePayment, ListPayments, Payment } from '@luxcore/contract';
import { LazyPromise, type ApiPromise } from '../api-promise.ts';
import type { Prepare } from '../call.ts';
import type { CallOptions, CreatePaymentOptions } from '../call-options.ts';
import { createdPayment, type CreatedPayment } from './created-payment.ts';
import { newPayment } from './new-payment.ts';
import type { PagePromise } from './page-promise.ts';
import type { PaymentMethods } from './payment-methods.ts';

/** Payments: deposits that customers make, and withdrawals that they receive. */
export interface Payments {
  /**
   * Creates a payment, after checking its body: `amount` is a positive integer in minor units, a
   * withdrawal has a `merchant_reference`. A deposit without a reference gets one, which the result
   * and every error after sending carry. v1 and v2.
   *
   * LuxCore answers a reference that it knows with the payment that exists: the result is `existing`,
   * and a payment that differs from what was asked is an error. That can be seen in amount, currency,
   * method and type; not in the recipient.
   *
   * @throws {ValidationError} `INVALID_AMOUNT`, `MERCHANT_REFERENCE_REQUIRED`, `VALIDATION_ERROR`,
   *   `INVALID_REQUEST_BODY`: nothing was sent.
   * @throws {PaymentError} `MERCHANT_REFERENCE_CONFLICT`: the reference belongs to another payment;
   *   `INSUFFICIENT_BALANCE` and other codes of LuxCore.
   * @throws {OutcomeUnknownError} `OUTCOME_UNKNOWN`: it may have been made, by this request or by a copy
   *   of it. Not a failure: the same body with the error's `firstSentAt` as option finds out.
   * @example
   * ```ts
   * import { minorUnits } from '@luxcore/contract';
   *
   * const payment = await client.payments.create({
   *   type: 'deposit',
   *   amount: minorUnits('1500.00', 'MXN'),
   *   currency: 'MXN',
   *   method: 'spei',
   *   merchant_reference: 'order-1001',
   * });
   * console.log(payment.outcome, payment.transaction_id, payment.bank_details);
   * ```
   */
  create(body: CreatePayment, options?: CreatePaymentOptions): ApiPromise<CreatedPayment>;

  /**
   * Lists payments: await it for one page, or iterate it for all from that page on. v1 alone. The
   * query (`page` from 1, `limit`, filters passed through) and the page's envelope are assumed.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: a parameter that a query cannot carry.
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`, `OPERATION_NOT_AVAILABLE` with v2 credentials.
   * @example
   * ```ts
   * for await (const payment of client.payments.list({ status: 'pending', limit: 100 })) {
   *   console.log(payment.transaction_id, payment.amount, payment.currency);
   * }
   * ```
   */
  list(query?: ListPayments, options?: CallOptions): PagePromise<Payment>;

  /**
   * Gets a payment by LuxCore's id (`transaction_id`). v1 alone.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const { status } = await client.payments.get('pay_1234567890_abcdefgh');
   * ```
   */
  get(id: string, options?: CallOptions): ApiPromise<Payment>;

  /**
   * Cancels a payment that is still open, and resolves to it as it is now. v1 alone. Assumed: that it
   * is answered so, and that `pending` and `processing` can be cancelled.
   *
   * @throws {PaymentError} `PAYMENT_ALREADY_PROCESSED`: it is final.
   * @example
   * ```ts
   * const { status } = await client.payments.cancel('pay_1234567890_abcdefgh');
   * ```
   */
  cancel(id: string, options?: CallOptions): ApiPromise<Payment>;

  /** Which methods there are, and whether one can be used. */
  readonly methods: PaymentMethods;
}

/** Makes the creation of payments, which v1 and v2 have. */
export function creating(prepare: Prepare): Payments['create'] {
  return (body, options) =>
    new LazyPromise(
      prepare(() => {
        const made = newPayment(body, options?.firstSentAt !== undefined);
        return {
          operation: 'payments.create',
          body: made.body,
          merchantReference: made.merchantReference,
          isReferenceMade: made.isReferenceMade,
          read: (data, answered) => createdPayment(data, answered, made),
          options,
        };
      }),
    );
}
