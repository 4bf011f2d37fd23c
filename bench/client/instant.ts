/** A fetch that answers at once, in this process: what is left is what a client itself costs. */
import { answerTo } from './payment.ts';

const decoder = new TextDecoder();
const headers = { 'Content-Type': 'application/json' };

export function instantFetch(_url: string, { body }: RequestInit): Response {
  const text = typeof body === 'string' ? body : decoder.decode(body as Uint8Array);
  const answer = answerTo(JSON.parse(text) as Record<string, unknown>);
  return new Response(JSON.stringify(answer), { status: 201, headers });
}
