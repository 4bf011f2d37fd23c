import type { Payment } from '@luxcore/contract';
import { PaymentError } from '@luxcore/errors';
import type { Answered } from '../call.ts';
import { unreadable } from '../stages/decode.ts';
import type { NewPayment } from './new-payment.ts';

/** A payment as its creation answers it. */
export type CreatedPayment = Payment & {
  /** The reference that it was created under: yours, or the one made for a deposit without. */
  readonly merchant_reference: string;
  /**
   * `created`: this call made it (201, assumed). `existing`: the reference had it already (200), and
   * it agrees with what was asked in amount, currency, method and type.
   */
  readonly outcome: 'created' | 'existing';
};

/** What an existing payment is compared in; the recipient of a withdrawal is not answered. */
export type ComparedFields = Pick<Payment, (typeof COMPARED)[number]>;

const COMPARED = ['amount', 'currency', 'method', 'type'] as const;
const CREATED = 201;
const EXISTING = 200;

/** Reads the answer to a creation, and makes sure that it is the payment that was asked for. */
export function createdPayment(
  data: unknown,
  { request, status }: Answered,
  { asked, merchantReference }: NewPayment,
): CreatedPayment {
  const payment = (data ?? {}) as Payment;
  if (typeof payment.transaction_id !== 'string' || payment.transaction_id === '') {
    throw unreadable(request, status, 'one without a transaction_id');
  }
  const result = {
    ...payment,
    merchant_reference: payment.merchant_reference ?? merchantReference,
  };
  if (status === CREATED) return { ...result, outcome: 'created' };
  if (status !== EXISTING) throw unreadable(request, status, 'a status of neither outcome');

  const expected = { ...asked, merchant_reference: merchantReference };
  const fields = [...COMPARED, 'merchant_reference'] as const;
  // Not a conflict: who believed that it is one would pay a second time under a new reference.
  const unclear = fields.find((field) => typeof result[field] !== typeof expected[field]);
  if (unclear !== undefined) throw unreadable(request, status, `a payment of unclear ${unclear}`);
  if (fields.every((field) => result[field] === expected[field])) {
    return { ...result, outcome: 'existing' };
  }
  const received = Object.fromEntries(fields.map((field) => [field, result[field]]));
  throw new PaymentError(
    `${request.label}: the reference ${merchantReference} belongs to another payment, ${payment.transaction_id}`,
    {
      code: 'MERCHANT_REFERENCE_CONFLICT',
      status,
      outcome: 'rejected',
      merchantReference,
      details: { transaction_id: payment.transaction_id, expected, received },
    },
  );
}
