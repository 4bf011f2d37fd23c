import OpenAI from 'openai';
import { paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import type { Answer, Create } from './peer.ts';

export function openai(origin: string): Create {
  const client = new OpenAI({
    apiKey: 'sk-benchmark',
    baseURL: origin,
    maxRetries: 2,
    timeout: TIMEOUT_MS,
  });
  return async (reference) => {
    const answer = await client.post<Answer>(PATH, { body: paymentOf(reference) });
    return answer.transaction_id;
  };
}
