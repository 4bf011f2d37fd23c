/** Signing as a developer would write it from LuxCore's documentation: node:crypto, no package. */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { MERCHANT_ID, PATH, SECRET } from '../payment.ts';

export function signedHeaders(body: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = randomUUID();
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const canonical = `v1.${timestamp}.${nonce}.POST.${PATH}.${bodyHash}`;
  const digest = createHmac('sha256', SECRET).update(canonical).digest('hex');
  return {
    'Content-Type': 'application/json',
    'X-Merchant-Id': String(MERCHANT_ID),
    'X-Timestamp': timestamp,
    'X-Nonce': nonce,
    'X-Signature-Version': 'v1',
    'X-Signature': `hmac_sha256=${digest}`,
  };
}
