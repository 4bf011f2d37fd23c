import { Pool } from 'undici';
import { CONCURRENCY, paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import { signedHeaders } from './documented.ts';
import type { Answer, Create } from './peer.ts';

export function undici(origin: string): Create {
  const pool = new Pool(origin, {
    connections: CONCURRENCY,
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  });
  return async (reference) => {
    const body = JSON.stringify(paymentOf(reference));
    const headers = signedHeaders(body);
    const answer = await pool.request({ path: PATH, method: 'POST', headers, body });
    if (answer.statusCode !== 201) throw new Error(`answered ${String(answer.statusCode)}`);
    return ((await answer.body.json()) as Answer).transaction_id;
  };
}
