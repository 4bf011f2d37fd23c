import { ofetch as ofetchDefault } from 'ofetch';
import { paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import { signedHeaders } from './documented.ts';
import type { Answer, Create } from './peer.ts';

export function ofetch(origin: string): Create {
  const client = ofetchDefault.create({ baseURL: origin, timeout: TIMEOUT_MS });
  return async (reference) => {
    const body = JSON.stringify(paymentOf(reference));
    const headers = signedHeaders(body);
    const answer = await client<Answer>(PATH, { method: 'POST', body, headers });
    return answer.transaction_id;
  };
}
