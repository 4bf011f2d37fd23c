/** The size of a block of SHA-256, and the most bytes that an HMAC key keeps as it is. */
export const BLOCK_BYTES = 64;
export const DIGEST_BYTES = 32;

/**
 * The two blocks that HMAC (RFC 2104, section 2) puts before the message and before its hash, for a key
 * of at most 64 bytes: a longer one is hashed first.
 */
export function hmacPads(key: Uint8Array): readonly [inner: Uint8Array, outer: Uint8Array] {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key);
  return [block.map((byte) => byte ^ 0x36), block.map((byte) => byte ^ 0x5c)];
}
