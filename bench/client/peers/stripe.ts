import Stripe from 'stripe';
import { TIMEOUT_MS } from '../payment.ts';
import type { Create } from './peer.ts';

export function stripe(origin: string): Create {
  const { hostname, port } = new URL(origin);
  const client = new Stripe('sk_test_benchmark', {
    host: hostname,
    port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 2,
    timeout: TIMEOUT_MS,
  });
  return async (reference) => {
    const intent = await client.paymentIntents.create({
      amount: 150_000,
      currency: 'mxn',
      payment_method: 'pm_card_mx',
      description: 'Order 1001',
      receipt_email: 'ana@example.com',
      metadata: { merchant_reference: reference, cart: 'c-1001', items: 3 },
    });
    return intent.id;
  };
}
