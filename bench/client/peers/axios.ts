import axiosDefault from 'axios';
import { paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import { signedHeaders } from './documented.ts';
import type { Answer, Create } from './peer.ts';

export function axios(origin: string): Create {
  const client = axiosDefault.create({ baseURL: origin, timeout: TIMEOUT_MS });
  return async (reference) => {
    const body = JSON.stringify(paymentOf(reference));
    const answer = await client.post<Answer>(PATH, body, { headers: signedHeaders(body) });
    return answer.data.transaction_id;
  };
}
