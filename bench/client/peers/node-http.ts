/** node:http with an agent that keeps connections, written by hand: what our transport stands on. */
import { Agent, request } from 'node:http';
import { CONCURRENCY, paymentOf, PATH, TIMEOUT_MS } from '../payment.ts';
import { signedHeaders } from './documented.ts';
import type { Answer, Create } from './peer.ts';

export function nodeHttp(origin: string): Create {
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  return (reference) => {
    const body = JSON.stringify(paymentOf(reference));
    const headers = { ...signedHeaders(body), 'Content-Length': Buffer.byteLength(body) };
    return new Promise((resolve, reject) => {
      const sent = request(origin + PATH, { method: 'POST', agent, headers, timeout: TIMEOUT_MS });
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 201) resolve((JSON.parse(text) as Answer).transaction_id);
          else reject(new Error(`answered ${String(response.statusCode)}`));
        });
      });
      sent.on('timeout', () => sent.destroy(new Error('timed out')));
      sent.on('error', reject);
      sent.end(body);
    });
  };
}
