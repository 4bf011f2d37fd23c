/** WebCrypto as documentation shows it, with the key imported once. */
import { canonical, isFresh, nowSeconds, signedHeaders, type SignedHeaders } from '../request.ts';
import { importHmacKey } from './hmac-key.ts';
import type { Peer } from './peer.ts';

const encoder = new TextEncoder();

function toHex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function canonicalBytes(
  timestamp: string,
  nonce: string,
  body: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bodyHash = await crypto.subtle.digest('SHA-256', encoder.encode(body));
  return encoder.encode(canonical(timestamp, nonce, toHex(bodyHash)));
}

export async function webCrypto(): Promise<Peer> {
  const key = await importHmacKey();
  async function sign(body: string): Promise<SignedHeaders> {
    const timestamp = String(nowSeconds());
    const nonce = crypto.randomUUID();
    const text = await canonicalBytes(timestamp, nonce, body);
    return signedHeaders(timestamp, nonce, toHex(await crypto.subtle.sign('HMAC', key, text)));
  }
  return {
    sign,
    async receive(signed) {
      const headers = await sign(signed);
      return async (body) => {
        const timestamp = headers['x-timestamp'];
        if (!isFresh(Number(timestamp))) return false;
        const pairs = headers['x-signature'].replace('hmac_sha256=', '').match(/../g) ?? [];
        const received = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
        const text = await canonicalBytes(timestamp, headers['x-nonce'], body);
        return crypto.subtle.verify('HMAC', key, received, text);
      };
    },
  };
}
