import type { Calls } from './calls.ts';
import { readPayment } from './created-payment.ts';
import { createPaymentMethods } from './payment-methods.ts';
import type { Payments } from './payments.ts';

/** Makes what v1 alone has of the payments of a client. */
export function createV1Payments(calls: Calls): Omit<Payments, 'create'> {
  const { one, pages } = calls;
  return {
    list: (query, options) => pages('payments.list', options, { query }),
    get: (id, options) => one('payments.get', readPayment, options, { id }),
    cancel: (id, options) => one('payments.cancel', readPayment, options, { id }),
    methods: createPaymentMethods(calls),
  };
}
