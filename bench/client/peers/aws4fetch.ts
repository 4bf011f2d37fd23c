import { AwsClient } from 'aws4fetch';
import { paymentOf, PATH, SECRET, TIMEOUT_MS } from '../payment.ts';
import type { Answer, Create } from './peer.ts';

export function aws4fetch(origin: string): Create {
  const client = new AwsClient({
    accessKeyId: 'benchmark',
    secretAccessKey: SECRET,
    service: 'execute-api',
    region: 'us-east-1',
  });
  return async (reference) => {
    const response = await client.fetch(origin + PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(paymentOf(reference)),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`answered ${String(response.status)}`);
    return ((await response.json()) as Answer).transaction_id;
  };
}
