import { assertOption } from '@luxcore/errors';
import type { NonceClaim, NonceStore } from './nonce-store.ts';
import { readClock, type Clock } from './timestamp.ts';

/** The documented rate, 5000 payments a minute, needs 55,000 for a life of eleven minutes at most. */
const DEFAULT_MAX_ENTRIES = 100_000;

/** A clock that goes further back than this was wrong before: it is set right, not adjusted. */
const MAX_STEP_BACK_MS = 3_600_000;

/** The bound of a store, and its clock. */
export interface MemoryNonceStoreOptions {
  /** How many live nonces one merchant may have; 100,000 unless told. */
  readonly maxEntries?: number | undefined;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
}

/** A `NonceStore` in memory, which answers at once. */
export interface MemoryNonceStore extends NonceStore {
  claim(key: string, expiresAt: number): NonceClaim;
  /** How many nonces are remembered, of all merchants. */
  readonly size: number;
}

/**
 * Makes a store that keeps nonces in the memory of this process: right for one server process and
 * for tests; a fleet needs a shared one.
 *
 * It is bounded for each merchant, so that one cannot fill it for the others, and it never forgets
 * a nonce before its time: a merchant's full store answers `full`. Its time never goes back, unless
 * its clock goes back more than an hour; then it answers `full` until the end of what it has forgotten
 * has passed again, so that nothing is claimed twice.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { createVerifier, memoryNonceStore } from '@luxcore/signing';
 *
 * const verifier = createVerifier({ secretsFor: () => secret, nonces: memoryNonceStore() });
 * ```
 */
export function memoryNonceStore(options: MemoryNonceStoreOptions = {}): MemoryNonceStore {
  // What somebody has put into Object.prototype is no option.
  const { maxEntries = DEFAULT_MAX_ENTRIES, now = Date.now } = {
    __proto__: null,
    ...options,
  } as MemoryNonceStoreOptions;
  const isBound = Number.isSafeInteger(maxEntries) && maxEntries >= 1;
  assertOption(isBound, 'maxEntries', 'a whole number from 1', maxEntries);

  const merchants = new Map<string, Set<string>>();
  /** The keys that have ended by each second, so that forgetting costs as much as remembering. */
  const endings = new Map<number, string[]>();
  let latest = -Infinity;
  /** The end of all that has been forgotten; what ends later has not been. */
  let forgotten = -Infinity;
  let size = 0;

  function forgetUntil(time: number): void {
    for (const [second, keys] of endings) {
      const ending = second * 1000;
      if (ending > time) continue;
      forgotten = Math.max(forgotten, ending);
      endings.delete(second);
      for (const key of keys) {
        const merchant = merchantOf(key);
        const nonces = merchants.get(merchant);
        if (nonces?.delete(key) === true) size--;
        if (nonces?.size === 0) merchants.delete(merchant);
      }
    }
  }

  return {
    claim(key, expiresAt) {
      const reading = readClock(now);
      if (latest - reading > MAX_STEP_BACK_MS) latest = forgotten;
      const time = Math.max(latest, reading);
      if (Math.floor(time / 1000) > Math.floor(latest / 1000)) forgetUntil(time);
      latest = time;

      const merchant = merchantOf(key);
      const nonces = merchants.get(merchant);
      if (nonces?.has(key) === true) return 'seen';
      // What has ended may have been here and be forgotten: nobody can say that it is a replay.
      const isKept = expiresAt > time && (nonces === undefined || nonces.size < maxEntries);
      if (!isKept) return 'full';

      if (nonces === undefined) merchants.set(merchant, new Set([key]));
      else nonces.add(key);
      size++;
      const second = Math.ceil(expiresAt / 1000);
      const keys = endings.get(second);
      if (keys === undefined) endings.set(second, [key]);
      else keys.push(key);
      return 'claimed';
    },
    get size() {
      return size;
    },
  };
}

function merchantOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}
