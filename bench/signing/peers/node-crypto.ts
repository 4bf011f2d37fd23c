/** A signer as documentation shows it: node:crypto, everything made anew for each request. */
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  canonical,
  isFresh,
  nowSeconds,
  SECRET,
  signedHeaders,
  type SignedHeaders,
} from '../request.ts';
import type { Peer } from './peer.ts';

function digestOf(timestamp: string, nonce: string, body: string): string {
  const bodyHash = createHash('sha256').update(body).digest('hex');
  return createHmac('sha256', SECRET)
    .update(canonical(timestamp, nonce, bodyHash))
    .digest('hex');
}

function sign(body: string): SignedHeaders {
  const timestamp = String(nowSeconds());
  const nonce = randomUUID();
  return signedHeaders(timestamp, nonce, digestOf(timestamp, nonce, body));
}

export const nodeCrypto: Peer = {
  sign,
  receive(signed) {
    const headers = sign(signed);
    return (body) => {
      const timestamp = headers['x-timestamp'];
      if (!isFresh(Number(timestamp))) return false;
      const digest = digestOf(timestamp, headers['x-nonce'], body);
      const expected = Buffer.from(`hmac_sha256=${digest}`);
      const received = Buffer.from(headers['x-signature']);
      return expected.length === received.length && timingSafeEqual(expected, received);
    };
  },
};
