/** Gets the payment of an order, and hears from LuxCore what becomes of it. */
import type { Payments } from '@luxcore/client';
import type { WebhookPayment } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import { CURRENCY, referenceOf, statusOf, type Order } from './orders.ts';

export interface Cashier {
  readonly payments: Pick<Payments, 'create'>;
}

/**
 * Gets the order a payment that can still be paid. Asked again, also at the same moment or after an
 * answer that was lost, LuxCore answers the payment that it has of this reference; only once that has
 * failed, a new one.
 */
export async function preparePayment(order: Order, client: Cashier): Promise<void> {
  if (statusOf(order) === 'paid') return;
  try {
    const { transaction_id: id, payment_page_url: page } = await client.payments.create({
      type: 'deposit_pp',
      method: 'card',
      amount: order.product.price,
      currency: CURRENCY,
      merchant_reference: referenceOf(order),
      description: order.product.name,
      customer: { name: order.customer },
    });
    order.problem = page === undefined ? 'NO_PAYMENT_PAGE' : undefined;
    if (page !== undefined) order.payment = { id, page: safeUrl(page) };
  } catch (error) {
    if (!isLuxCoreError(error)) throw error;
    console.error(error);
    order.problem = error.code;
  }
}

/** A link is no place for `javascript:`, whoever sends it; plain http is for this machine alone. */
function safeUrl(text: string): string {
  const { protocol, hostname, href } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
  if (!isSafe) throw new Error(`payment_page_url: expected https, received ${protocol}`);
  return href;
}

/**
 * Only a webhook says that an order is paid; whatever is not exactly its price needs a person, and so
 * does a second payment.
 *
 * @returns Whether the order is paid by this and was not before: only then is it sent. A store of
 * deliveries that forgets, as this one at a restart, lets a webhook come twice.
 */
export function completed(order: Order, { id, amount, currency }: WebhookPayment): boolean {
  if (order.paidBy === id) return false;
  if (order.paidBy !== undefined) {
    // To answer LuxCore an error would only bring it again.
    console.error(`order ${order.id}: paid by ${order.paidBy}, and again by ${id}: look at it`);
    return false;
  }
  if (amount !== order.product.price || currency !== CURRENCY) {
    throw new Error(
      `order ${order.id}: ${id} is of ${String(amount)} ${currency}, not of its price`,
    );
  }
  order.paidBy = id;
  return true;
}
