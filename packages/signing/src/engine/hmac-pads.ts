/** The size of a block of SHA-256, and the most bytes that an HMAC key keeps as it is. */
export const BLOCK_BYTES = 64;
export const DIGEST_BYTES = 32;

/** The two blocks that HMAC (RFC 2104, section 2) puts before the message and before its hash. */
export function hmacPads(key: Uint8Array): readonly [inner: Uint8Array, outer: Uint8Array] {
  const pad = (mask: number): Uint8Array =>
    Uint8Array.from({ length: BLOCK_BYTES }, (_, index) => (key[index] ?? 0) ^ mask);
  return [pad(0x36), pad(0x5c)];
}
