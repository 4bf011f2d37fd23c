import { assertOption } from '@luxcore/errors';
import type { Clock } from '@luxcore/signing';
import { readClock } from '@luxcore/signing/primitives';
import type { DeliveryClaim, DeliveryDecision, DeliveryStore } from './delivery-store.ts';

const DEFAULT_MAX_ENTRIES = 100_000;

/** The bound of a store, and its clock. */
export interface MemoryDeliveryStoreOptions {
  /**
   * How many events and how many payments are remembered, and how many may be handled at the same time;
   * 100,000 unless told. Beyond it the oldest are forgotten; what is being handled is not.
   */
  readonly maxEntries?: number | undefined;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
}

/** A `DeliveryStore` in memory, which answers at once. */
export interface MemoryDeliveryStore extends DeliveryStore {
  begin(claim: DeliveryClaim): DeliveryDecision;
  complete(claim: DeliveryClaim): void;
  release(claim: DeliveryClaim): void;
  /** How much is remembered: events that are done, versions of payments, and leases. */
  readonly size: number;
}

interface Lease {
  readonly eventId: string;
  readonly token: string | undefined;
  readonly end: number;
}

/**
 * Makes a store that remembers deliveries in the memory of this process: right for one server process
 * and for tests. A fleet needs a shared one, and so does who must not handle an event again after a
 * restart.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { memoryDeliveryStore } from '@luxcore/webhooks';
 *
 * const deliveries = memoryDeliveryStore({ maxEntries: 10_000 });
 * const claim = { eventId: 'evt_1', subject: 'pay_1', version: 3, leaseMs: 60_000 };
 * deliveries.begin(claim); // 'run'
 * deliveries.begin(claim); // 'busy'
 * deliveries.complete(claim);
 * deliveries.begin(claim); // 'done'
 * ```
 */
export function memoryDeliveryStore(options: MemoryDeliveryStoreOptions = {}): MemoryDeliveryStore {
  // What somebody has put into Object.prototype is no option.
  const { maxEntries = DEFAULT_MAX_ENTRIES, now = Date.now } = {
    __proto__: null,
    ...options,
  } as MemoryDeliveryStoreOptions;
  const isBound = Number.isSafeInteger(maxEntries) && maxEntries >= 1;
  assertOption(isBound, 'maxEntries', 'a whole number from 1', maxEntries);

  const done = new Set<string>();
  const versions = new Map<string, number>();
  const leases = new Map<string, Lease>();

  function forgetEnded(time: number): void {
    for (const [key, { end }] of leases) if (end <= time) leases.delete(key);
  }

  function giveBack(claim: DeliveryClaim): void {
    const key = leaseKey(claim);
    const lease = leases.get(key);
    if (lease?.eventId === claim.eventId && lease.token === claim.token) leases.delete(key);
  }

  return {
    begin(claim) {
      const { eventId, subject, version, leaseMs, token } = claim;
      if (done.has(eventId)) return 'done';
      const last = subject === undefined ? undefined : versions.get(subject);
      if ((version ?? Infinity) <= (last ?? -Infinity)) return 'stale';
      const time = readClock(now);
      const key = leaseKey(claim);
      const lease = leases.get(key);
      if (lease !== undefined && lease.end > time) return 'busy';
      if (leases.size >= maxEntries) forgetEnded(time);
      if (leases.size >= maxEntries) return 'busy';
      leases.set(key, { eventId, token, end: time + leaseMs });
      return 'run';
    },
    complete(claim) {
      const { eventId, subject, version } = claim;
      done.add(eventId);
      forgetOldest(done, maxEntries);
      if (subject !== undefined && version !== undefined) {
        const last = versions.get(subject) ?? version;
        // Behind all others, because it is the last to be forgotten.
        versions.delete(subject);
        versions.set(subject, Math.max(last, version));
        forgetOldest(versions, maxEntries);
      }
      giveBack(claim);
    },
    release: giveBack,
    get size() {
      return done.size + versions.size + leases.size;
    },
  };
}

/** The events of a subject share one lease; the two kinds of id cannot meet. */
function leaseKey({ eventId, subject }: DeliveryClaim): string {
  return subject === undefined ? `event ${eventId}` : `subject ${subject}`;
}

/** Sets and maps keep the order in which they were filled. */
function forgetOldest(entries: Set<string> | Map<string, number>, most: number): void {
  if (entries.size <= most) return;
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
}
