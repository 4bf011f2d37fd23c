/** The hash functions behind the signer and the verifier: synchronous, bytes in, lower-case hex out. */
export interface Engine {
  /** SHA-256 (FIPS 180-4) of the bytes, as 64 lower-case hex digits. */
  sha256Hex(bytes: Uint8Array): string;
  /** Prepares a key for HMAC-SHA256 (RFC 2104), so that its two blocks are hashed only once. */
  hmacKey(key: Uint8Array): HmacKey;
}

/** A prepared key; the key itself cannot be read from it. */
export interface HmacKey {
  /** HMAC-SHA256 of the UTF-8 bytes of `message`, as 64 lower-case hex digits. */
  hex(message: string): string;
}
