import { assertOption } from '@luxcore/errors';
import { currentEngine } from './engine/current-engine.ts';

/** 128 bits, as hex digits. */
const NONCE_DIGITS = 32;
const POOL_BYTES = 4096;

let pool = '';
let used = 0;

/**
 * Makes a nonce: 128 random bits as 32 hex digits, from the runtime's secure generator, so that they
 * need not be remembered. They come from a pool: a process whose memory is copied repeats them.
 *
 * LuxCore's rule: unique, 8 to 128 characters.
 *
 * @throws {ConfigurationError} `INVALID_OPTION` on an engine without `crypto.getRandomValues`.
 * @example
 * ```ts
 * import { createNonce } from '@luxcore/signing';
 *
 * createNonce(); // such as '9f1c2b7d...' (32 hex digits)
 * ```
 */
export function createNonce(): string {
  // One call a nonce would cost more than the signature does; every random byte is used once.
  if (used === pool.length) {
    pool = currentEngine().toHex(randomBytes(POOL_BYTES));
    used = 0;
  }
  const start = used;
  used += NONCE_DIGITS;
  return pool.slice(start, used);
}

function randomBytes(length: number): Uint8Array {
  const { crypto } = globalThis as { crypto?: Crypto };
  assertOption(
    typeof crypto?.getRandomValues === 'function',
    'nonce',
    'a function without crypto.getRandomValues',
    undefined,
  );
  return crypto.getRandomValues(new Uint8Array(length));
}
