import { ConfigurationError } from '@luxcore/errors';
import { bytesToHex } from '@noble/hashes/utils.js';

const NONCE_BYTES = 16;
const POOL_BYTES = 4096;

let pool: Uint8Array<ArrayBuffer> | undefined;
let used = POOL_BYTES;

/**
 * Makes a nonce: 128 random bits as 32 hex digits, from the runtime's secure generator. Two of them
 * never meet, so they need not be remembered.
 *
 * LuxCore's rule: unique, 8 to 128 characters.
 *
 * @throws {ConfigurationError} `INVALID_OPTION` on an engine without `crypto.getRandomValues`.
 * @example
 * ```ts
 * import { createNonce } from '@luxcore/signing';
 *
 * createNonce(); // '9f1c2b7d...' (32 hex digits)
 * ```
 */
export function createNonce(): string {
  // One call a nonce would cost more than the signature does; every random byte is used once.
  if (pool === undefined || used === POOL_BYTES) {
    pool ??= new Uint8Array(POOL_BYTES);
    fillRandom(pool);
    used = 0;
  }
  const nonce = bytesToHex(pool.subarray(used, used + NONCE_BYTES));
  used += NONCE_BYTES;
  return nonce;
}

function fillRandom(bytes: Uint8Array<ArrayBuffer>): void {
  const source = (globalThis as { crypto?: Crypto }).crypto;
  if (typeof source?.getRandomValues !== 'function') {
    throw new ConfigurationError(
      'nonce: this runtime has no crypto.getRandomValues; give createSigner a `nonce` function of your own',
      { code: 'INVALID_OPTION' },
    );
  }
  source.getRandomValues(bytes);
}
