/** Our client as it is built, with each of its transports. */
import { createClient, hmac, type Fetch, type Transport } from '@luxcore/client';
import { undiciTransport } from '@luxcore/client/undici';
import { CONCURRENCY, MERCHANT_ID, paymentOf, SECRET } from '../payment.ts';
import type { Create } from './peer.ts';

/** With what it sends by unless told: on Node, connections that are kept. */
export function ours(origin: string): Create {
  return creating({ baseUrl: origin });
}

/** With the fetch of the runtime, or one that is called like it. */
export function oursByFetch(origin: string, send: Fetch = (url, init) => fetch(url, init)): Create {
  return creating({ baseUrl: origin, fetch: send });
}

/** With a pool of undici. */
export async function oursByUndici(origin: string): Promise<Create> {
  // Not above: loading it replaces what the fetch of Node sends by.
  const { Pool } = await import('undici');
  const pool = new Pool(origin, { connections: CONCURRENCY });
  return creating({ baseUrl: origin, transport: undiciTransport(pool) });
}

function creating(options: { baseUrl: string; fetch?: Fetch; transport?: Transport }): Create {
  // The limits of the API would be what is measured.
  const given = {
    auth: hmac({ merchantId: MERCHANT_ID, secret: SECRET }),
    limiter: false as const,
    ...options,
  };
  const { payments } = createClient(given);
  return async (reference) => (await payments.create(paymentOf(reference))).transaction_id;
}
