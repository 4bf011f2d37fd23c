/** @noble/hashes as its documentation shows it: each hash from the start, each nonce by itself. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, randomBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  canonical,
  isFresh,
  nowSeconds,
  SECRET,
  signedHeaders,
  type SignedHeaders,
} from '../request.ts';
import type { Peer } from './peer.ts';

const NONCE_BYTES = 16;

function digestOf(timestamp: string, nonce: string, body: string): Uint8Array {
  const text = canonical(timestamp, nonce, bytesToHex(sha256(utf8ToBytes(body))));
  return hmac(sha256, utf8ToBytes(SECRET), utf8ToBytes(text));
}

function sign(body: string): SignedHeaders {
  const timestamp = String(nowSeconds());
  const nonce = bytesToHex(randomBytes(NONCE_BYTES));
  return signedHeaders(timestamp, nonce, bytesToHex(digestOf(timestamp, nonce, body)));
}

export const noble: Peer = {
  sign,
  receive(signed) {
    const headers = sign(signed);
    return (body) => {
      const timestamp = headers['x-timestamp'];
      if (!isFresh(Number(timestamp))) return false;
      const expected = digestOf(timestamp, headers['x-nonce'], body);
      const received = hexToBytes(headers['x-signature'].replace('hmac_sha256=', ''));
      let difference = expected.length ^ received.length;
      for (const [index, byte] of expected.entries()) difference |= byte ^ (received[index] ?? 0);
      return difference === 0;
    };
  },
};
