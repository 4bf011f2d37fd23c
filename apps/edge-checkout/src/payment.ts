/** A signed payment, and what LuxCore's webhooks tell of it. */
import { createClient, hmacFromEnv } from '@luxcore/client';
import { createWebhookHandler, type PaymentEvent, type WebhookHandler } from '@luxcore/webhooks';
import { durableDeliveryStore } from './deliveries.ts';
import type { Env } from './env.ts';
import { CURRENCY, type Order } from './orders.ts';

const REFERENCE_PREFIX = 'tickets-';

/**
 * Gets the payment of an order, and the page on which it is paid. Asked again, LuxCore answers the
 * payment that it has of this reference; only once that has failed, a new one.
 *
 * Client and secrets live as long as a request: bindings are not there before, and a Worker may not
 * wait in one request for what another has begun.
 */
export async function createPayment(
  env: Env,
  orderId: string,
  order: Order,
): Promise<{ id: string; page: string }> {
  const client = createClient({
    auth: hmacFromEnv(env),
    baseUrl: env.LUXCORE_URL,
    // Nobody waits longer for a page; to ask again is safe.
    timeoutMs: 10_000,
    totalTimeoutMs: 20_000,
  });
  const payment = await client.payments.create({
    type: 'deposit_pp',
    method: 'card',
    amount: order.amount,
    currency: CURRENCY,
    merchant_reference: REFERENCE_PREFIX + orderId,
    description: `Tickets: ${String(order.tickets)}`,
    customer: { name: order.name },
  });
  return { id: payment.transaction_id, page: redirectTarget(env, payment.payment_page_url) };
}

/** Customers are sent to https, or to the emulator of this machine; nothing of a form gets here. */
function redirectTarget(env: Env, page: string | undefined): string {
  if (page !== undefined && URL.canParse(page)) {
    const { protocol, origin, href } = new URL(page);
    if (protocol === 'https:' || origin === new URL(env.LUXCORE_URL).origin) return href;
  }
  throw new Error('payment_page_url: expected https');
}

export function webhookHandler(env: Env): WebhookHandler {
  const orderOf = ({ payment }: PaymentEvent) => {
    const reference = payment.merchant_reference;
    if (reference?.startsWith(REFERENCE_PREFIX) !== true) return undefined;
    return env.ORDERS.getByName(reference.slice(REFERENCE_PREFIX.length));
  };
  const failed = (event: PaymentEvent) => orderOf(event)?.failed(event.payment.id);
  return createWebhookHandler({
    secrets: env.LUXCORE_WEBHOOK_SECRET,
    deliveries: durableDeliveryStore(env.DELIVERIES),
    on: {
      'payment.completed': (event) => {
        const { id, amount, currency } = event.payment;
        return orderOf(event)?.completed(id, amount, currency);
      },
      'payment.failed': failed,
      'payment.cancelled': failed,
    },
  });
}
