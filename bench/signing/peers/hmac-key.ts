import { SECRET } from '../request.ts';

/** The secret as a `CryptoKey`, for peers that keep one. */
export function importHmacKey(): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const bytes = new TextEncoder().encode(SECRET);
  return crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify']);
}
