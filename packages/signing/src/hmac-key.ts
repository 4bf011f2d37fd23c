import { currentEngine } from './engine/current-engine.ts';
import type { HmacKey } from './engine/engine.ts';

/**
 * Prepares a key for HMAC-SHA256 (RFC 2104) by the fastest synchronous hash of this runtime. The key
 * is copied, and cannot be read from what is returned.
 *
 * @example
 * ```ts
 * import { createHmacKey } from '@luxcore/signing/primitives';
 *
 * const key = createHmacKey(new TextEncoder().encode('Jefe'));
 * key.hex('what do ya want for nothing?');
 * // '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
 * ```
 */
export function createHmacKey(key: Uint8Array): HmacKey {
  return currentEngine().hmacKey(key);
}
