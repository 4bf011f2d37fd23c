/** WebCrypto as documentation shows it, with the key imported once. */
import { canonical, nowSeconds, SECRET, TOLERANCE_SECONDS } from '../request.ts';
import type { Peer } from './peer.ts';

const encoder = new TextEncoder();

function toHex(buffer: ArrayBuffer): string {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function canonicalBytes(
  timestamp: number,
  nonce: string,
  body: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bodyHash = await crypto.subtle.digest('SHA-256', encoder.encode(body));
  return encoder.encode(canonical(timestamp, nonce, toHex(bodyHash)));
}

export async function webCrypto(): Promise<Peer> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(SECRET),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign', 'verify'],
  );
  async function sign(
    body: string,
  ): Promise<{ timestamp: number; nonce: string; signature: string }> {
    const timestamp = nowSeconds();
    const nonce = crypto.randomUUID();
    const text = await canonicalBytes(timestamp, nonce, body);
    return { timestamp, nonce, signature: toHex(await crypto.subtle.sign('HMAC', key, text)) };
  }
  return {
    sign,
    async receive(signed) {
      const { timestamp, nonce, signature } = await sign(signed);
      return async (body) => {
        if (Math.abs(nowSeconds() - timestamp) > TOLERANCE_SECONDS) return false;
        const pairs = signature.match(/../g) ?? [];
        const received = Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
        const text = await canonicalBytes(timestamp, nonce, body);
        return crypto.subtle.verify('HMAC', key, received, text);
      };
    },
  };
}
