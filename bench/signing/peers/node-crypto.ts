/** A signer as documentation shows it: node:crypto, everything made anew for each request. */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { canonical, nowSeconds, SECRET, TOLERANCE_SECONDS } from '../request.ts';
import type { Peer } from './peer.ts';

function signatureOf(timestamp: number, nonce: string, body: string): string {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  const text = canonical(timestamp, nonce, bodyHash);
  return 'hmac_sha256=' + createHmac('sha256', SECRET).update(text).digest('hex');
}

function sign(body: string): { timestamp: number; nonce: string; signature: string } {
  const timestamp = nowSeconds();
  const nonce = randomUUID();
  return { timestamp, nonce, signature: signatureOf(timestamp, nonce, body) };
}

export const nodeCrypto: Peer = {
  sign,
  receive(signed) {
    const { timestamp, nonce, signature } = sign(signed);
    return (body) => {
      if (Math.abs(nowSeconds() - timestamp) > TOLERANCE_SECONDS) return false;
      const expected = Buffer.from(signatureOf(timestamp, nonce, body));
      const received = Buffer.from(signature);
      return expected.length === received.length && timingSafeEqual(expected, received);
    };
  },
};
