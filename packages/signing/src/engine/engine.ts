/** The hash functions behind the signer and the verifier: synchronous, lower-case hex out. */
export interface Engine {
  readonly name: 'noble' | 'native';
  /** SHA-256 (FIPS 180-4) of the bytes, or of the UTF-8 bytes of a text: 64 lower-case hex digits. */
  readonly sha256Hex: (data: string | Uint8Array) => string;
  /** Lower-case hex of bytes. */
  readonly toHex: (bytes: Uint8Array) => string;
  /** Prepares a key for HMAC-SHA256 (RFC 2104), so that its two blocks are made only once. */
  readonly hmacKey: (key: Uint8Array) => HmacKey;
}

/** A prepared key; the key itself cannot be read from it. */
export interface HmacKey {
  /**
   * HMAC-SHA256 of the UTF-8 bytes of `message`, and of `rest` behind them, as 64 lower-case hex
   * digits.
   */
  readonly hex: (message: string, rest?: Uint8Array) => string;
  /** The same as 32 bytes, which the engine writes anew at its next call. */
  readonly digest: (message: string, rest?: Uint8Array) => Uint8Array;
}
