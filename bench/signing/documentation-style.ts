/** A signer as documentation shows it: node:crypto, everything made anew for each request. */
import { createHash, createHmac, randomUUID } from 'node:crypto';

export function signAsDocumented(
  secret: string,
  method: string,
  path: string,
  body: string,
): string {
  const timestamp = Math.floor(Date.now() / 1000);
  const nonce = randomUUID();
  const hash = createHash('sha256').update(body).digest('hex');
  const canonical = `v1.${String(timestamp)}.${nonce}.${method}.${path}.${hash}`;
  return 'hmac_sha256=' + createHmac('sha256', secret).update(canonical).digest('hex');
}
