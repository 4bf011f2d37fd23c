import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8 } from '../body.ts';
import type { Engine } from './engine.ts';

/** @noble/hashes: audited, in plain JavaScript, the same on every runtime. The reference. */
export const nobleEngine: Engine = {
  sha256Hex: (bytes) => bytesToHex(sha256(bytes)),

  hmacKey(key) {
    const prepared = hmac.create(sha256, key);
    return {
      hex: (message) => bytesToHex(prepared.clone().update(utf8(message)).digest()),
    };
  },
};
