/** jose: a detached JWS (HS256, RFC 7797) with its key imported once. */
import { FlattenedSign, flattenedVerify, type FlattenedJWS } from 'jose';
import { isFresh, nowSeconds } from '../request.ts';
import { importHmacKey } from './hmac-key.ts';
import type { Peer } from './peer.ts';

const encoder = new TextEncoder();

export async function jose(): Promise<Peer> {
  const key = await importHmacKey();
  const sign = (body: string): Promise<FlattenedJWS> =>
    new FlattenedSign(encoder.encode(body))
      .setProtectedHeader({
        alg: 'HS256',
        b64: false,
        crit: ['b64'],
        iat: nowSeconds(),
        nonce: crypto.randomUUID(),
      })
      .sign(key);
  return {
    sign,
    async receive(signed) {
      const jws = await sign(signed);
      return async (body) => {
        const { protectedHeader } = await flattenedVerify({ ...jws, payload: body }, key, {
          algorithms: ['HS256'],
        });
        return isFresh(Number(protectedHeader?.iat));
      };
    },
  };
}
