import kyDefault from 'ky';
import { paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import { signedHeaders } from './documented.ts';
import type { Answer, Create } from './peer.ts';

export function ky(origin: string): Create {
  const client = kyDefault.create({ timeout: TIMEOUT_MS });
  return async (reference) => {
    const body = JSON.stringify(paymentOf(reference));
    const answer = client.post(origin + PATH, { body, headers: signedHeaders(body) });
    return (await answer.json<Answer>()).transaction_id;
  };
}
