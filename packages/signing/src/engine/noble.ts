import { _SHA256 as Sha256 } from '@noble/hashes/sha2.js';
import { MAX_UTF8_BYTES_A_UNIT, utf8, utf8Into } from '../body.ts';
import type { Engine } from './engine.ts';
import { toHex } from './hex.ts';
import { BLOCK_BYTES, DIGEST_BYTES, hmacPads } from './hmac-pads.ts';

/** A text that may need more bytes than this gets bytes of its own. */
const SCRATCH_BYTES = 4096;

/**
 * @noble/hashes: audited, in plain JavaScript, the same on every runtime. The reference.
 *
 * The hash is noble's. What is ours is that the two blocks of HMAC are hashed once a key, and that a
 * call makes nothing anew that it can use again; all of it is synchronous, so no two calls meet.
 */
export function createNobleEngine(): Engine {
  const start = new Sha256();
  const work = new Sha256();
  const digest = new Uint8Array(DIGEST_BYTES);
  const scratch = new Uint8Array(SCRATCH_BYTES);

  /** Hashes on from a state, which stays as it is, into `digest`. */
  function finish(state: Sha256, data: string | Uint8Array, rest?: Uint8Array): void {
    const bytes =
      typeof data !== 'string'
        ? data
        : data.length * MAX_UTF8_BYTES_A_UNIT <= SCRATCH_BYTES
          ? scratch.subarray(0, utf8Into(data, scratch))
          : utf8(data);
    state._cloneInto(work).update(bytes);
    if (rest !== undefined) work.update(rest);
    work.digestInto(digest);
  }

  return {
    name: 'noble',
    toHex,
    sha256Hex(data) {
      finish(start, data);
      return toHex(digest);
    },
    hmacKey(key) {
      const isLong = key.length > BLOCK_BYTES;
      if (isLong) finish(start, key);
      const [inner, outer] = hmacPads(isLong ? digest : key);
      const innerState = new Sha256().update(inner);
      const outerState = new Sha256().update(outer);
      const mac = (message: string, rest?: Uint8Array): Uint8Array => {
        finish(innerState, message, rest);
        finish(outerState, digest);
        return digest;
      };
      return { hex: (message, rest) => toHex(mac(message, rest)), digest: mac };
    },
  };
}
