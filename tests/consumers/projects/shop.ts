import { apiKey, createClient, hmac } from '@luxcore/client';
import { createEmulator } from '@luxcore/emulator';
import { isLuxCoreError } from '@luxcore/errors';
import { createSigner } from '@luxcore/signing';
import { createWebhookHandler } from '@luxcore/webhooks';

/** A shop at the emulator: a payment by the client, a request signed by hand, and webhooks. */
export async function shop(dangerouslyAllowBrowser = false): Promise<object> {
  let webhook: Request | undefined;
  const { fetch, credentials, control, close } = createEmulator({
    webhookFetch: async (request) => {
      webhook = request.clone();
      return handler(request);
    },
  });
  const { merchantId, hmacSecret, testKey } = credentials;
  const options = { fetch, dangerouslyAllowBrowser };

  const paid: (string | null | undefined)[] = [];
  const { secret } = await createClient({ auth: apiKey(testKey), ...options }).webhooks.create({
    url: 'http://127.0.0.1:9/webhooks',
    events: ['payment.completed'],
  });
  const handler = createWebhookHandler({
    secrets: secret,
    on: { 'payment.completed': ({ payment }) => void paid.push(payment.merchant_reference) },
  });

  const auth = hmac({ merchantId, secret: hmacSecret });
  const client = createClient({ auth, ...options });
  const order = {
    type: 'deposit',
    amount: 150_000,
    currency: 'MXN',
    method: 'spei',
    merchant_reference: 'order-1',
  } as const;
  const payment = await client.payments.create(order);
  control.settle(payment.transaction_id, 'completed');
  await control.idle();

  const conflict = await client.payments.create({ ...order, amount: 1 }).catch(codeOf);
  const forged = new Request('http://127.0.0.1:9/webhooks', {
    method: 'POST',
    headers: webhook?.headers ?? {},
    body: '{}',
  });
  const path = '/api/v2/balance?currency=MXN';
  const { headers } = createSigner({ merchantId, secret: hmacSecret }).sign({
    method: 'GET',
    path,
  });
  const balance = await fetch(`https://api.lux-core.io${path}`, { headers });
  const refused = await handler(forged);
  await close();
  return {
    outcome: payment.outcome,
    paid,
    conflict,
    signed: balance.status,
    forged: refused.status,
  };
}

function codeOf(error: unknown): unknown {
  return isLuxCoreError(error) ? error.code : error;
}
