import type { Payment } from '@luxcore/contract';
import { PaymentError, type ConnectionError } from '@luxcore/errors';
import type { Answered, Call } from '../call.ts';
import { unreadable } from '../stages/decode.ts';
import { answerWith, isText } from './answer.ts';
import type { NewPayment } from './new-payment.ts';

/** A payment as its creation answers it. */
export type CreatedPayment = Payment & {
  /** The reference that it was created under: yours, or the one made for a deposit without. */
  readonly merchant_reference: string;
  /**
   * `created`: this call made it (201, assumed). `recovered`: it exists (200), and an attempt of this
   * call, or the earlier one that `firstSentAt` is about, got no answer. `existing`: the reference had
   * it already (200). In both it agrees with what was asked in amount, currency, method and type.
   */
  readonly outcome: 'created' | 'recovered' | 'existing';
};

/** What an existing payment is compared in; the recipient of a withdrawal is not answered. */
export type ComparedFields = Pick<Payment, (typeof COMPARED)[number]>;

const COMPARED = ['amount', 'currency', 'method', 'type'] as const;
const CREATED = 201;
const EXISTING = 200;

/** Reads a payment by what makes it one. */
export const readPayment: Call<Payment>['read'] = /* @__PURE__ */ answerWith<Payment>({
  transaction_id: isText,
});

/** Reads the answer to a creation, and makes sure that it is the payment that was asked for. */
export function createdPayment(
  data: unknown,
  answered: Answered,
  { asked, merchantReference }: NewPayment,
): CreatedPayment {
  const { request, status, isAmbiguous } = answered;
  const payment = readPayment(data, answered);
  const unclear = (received: string): ConnectionError => unreadable(request, status, received);
  const result = {
    ...payment,
    merchant_reference: payment.merchant_reference ?? merchantReference,
  };
  // Not a conflict: who believed that it is one would pay a second time under a new reference.
  if (result.merchant_reference !== merchantReference) {
    throw unclear('a payment of another merchant_reference');
  }
  if (status === CREATED) {
    const other = COMPARED.find((field) => field in result && !isSame(result[field], asked[field]));
    if (other !== undefined) throw unclear(`a new payment of another ${other}`);
    return { ...result, outcome: 'created' };
  }
  if (status !== EXISTING) throw unclear('a status of neither outcome');

  const missing = COMPARED.find((field) => typeof result[field] !== typeof asked[field]);
  if (missing !== undefined) throw unclear(`a payment of unclear ${missing}`);
  if (COMPARED.every((field) => isSame(result[field], asked[field]))) {
    return { ...result, outcome: isAmbiguous ? 'recovered' : 'existing' };
  }
  const received = Object.fromEntries(COMPARED.map((field) => [field, result[field]]));
  throw new PaymentError(
    `${request.label}: the reference ${merchantReference} belongs to another payment, ${payment.transaction_id}`,
    {
      code: 'MERCHANT_REFERENCE_CONFLICT',
      status,
      outcome: 'rejected',
      details: { transaction_id: payment.transaction_id, expected: asked, received },
    },
  );
}

/** `mxn` is `MXN`, and a payment with a hosted page is the payment: another would be paid in vain. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || comparable(one) === comparable(other);
}

function comparable(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase().replace(/_pp$/, '') : value;
}
