/** @noble/hashes as its documentation shows it: each hash from the start, each nonce by itself. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, nowSeconds, SECRET, TOLERANCE_SECONDS } from '../request.ts';
import type { Peer } from './peer.ts';

const NONCE_BYTES = 16;

function digestOf(timestamp: number, nonce: string, body: string): Uint8Array {
  const text = canonical(timestamp, nonce, bytesToHex(sha256(utf8ToBytes(body))));
  return hmac(sha256, utf8ToBytes(SECRET), utf8ToBytes(text));
}

function sign(body: string): { timestamp: number; nonce: string; signature: string } {
  const timestamp = nowSeconds();
  const nonce = bytesToHex(randomBytes(NONCE_BYTES));
  return { timestamp, nonce, signature: bytesToHex(digestOf(timestamp, nonce, body)) };
}

export const noble: Peer = {
  sign,
  receive(signed) {
    const { timestamp, nonce, signature } = sign(signed);
    return (body) => {
      if (Math.abs(nowSeconds() - timestamp) > TOLERANCE_SECONDS) return false;
      const expected = digestOf(timestamp, nonce, body);
      const received = hexToBytes(signature);
      let difference = expected.length ^ received.length;
      for (const [index, byte] of expected.entries()) difference |= byte ^ (received[index] ?? 0);
      return difference === 0;
    };
  },
};
