/** Node's own fetch, with three ways of giving it a timeout. */
import { paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import { signedHeaders } from './documented.ts';
import type { Answer, Create } from './peer.ts';

/** What sends it: fetch, unless something else is measured with the same signing. */
type Send = (url: string, init: RequestInit) => Response | Promise<Response>;

/** `AbortSignal.timeout`, as the documentation of fetch shows it. */
export function rawFetch(origin: string, send: Send = fetch): Create {
  return (reference) => post(origin, reference, send, AbortSignal.timeout(TIMEOUT_MS));
}

/** Waits for ever. */
export function rawFetchUntimed(origin: string): Create {
  return (reference) => post(origin, reference, fetch);
}

/** A timer that is cleared once the answer was read: the kind of timeout that ours has. */
export function rawFetchCleared(origin: string): Create {
  return async (reference) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      controller.abort();
    }, TIMEOUT_MS);
    try {
      return await post(origin, reference, fetch, controller.signal);
    } finally {
      clearTimeout(timer);
    }
  };
}

async function post(
  origin: string,
  reference: string,
  send: Send,
  signal: AbortSignal | null = null,
): Promise<string> {
  const body = JSON.stringify(paymentOf(reference));
  const init = { method: 'POST', headers: signedHeaders(body), body, signal };
  const response = await send(origin + PATH, init);
  if (!response.ok) throw new Error(`answered ${String(response.status)}`);
  return ((await response.json()) as Answer).transaction_id;
}
