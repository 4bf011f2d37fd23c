import { createNonce } from '@luxcore/signing';
import type { DeliveryClaim, DeliveryDecision, DeliveryStore } from './delivery-store.ts';

/** A store to be tested, empty, and how its time passes. */
export interface StoreUnderTest {
  /** May be the same in each case, which has ids of its own. */
  readonly store: DeliveryStore;
  /** Lets so many milliseconds pass; waits for them unless told. */
  readonly advance?: (ms: number) => void | PromiseLike<void>;
}

/** One behaviour of the contract. `run` rejects where the store does not have it. */
export interface DeliveryStoreCase {
  /** The behaviour, as the name of a test. */
  readonly name: string;
  /** Tests a store that `make` makes for it. */
  readonly run: (make: () => StoreUnderTest | PromiseLike<StoreUnderTest>) => Promise<void>;
}

const LEASE_MS = 200;
const AT_ONCE = 20;

/** Ids of its own for each case, so that a store that outlives the case does not meet them again. */
function claims(): (event: string, version?: number, token?: string) => DeliveryClaim {
  const run = createNonce();
  return (event, version, token) => ({
    eventId: `${event}.${run}`,
    subject: `payment.${run}`,
    version,
    token,
    leaseMs: LEASE_MS,
  });
}

function expectDecision(
  received: DeliveryDecision,
  expected: DeliveryDecision,
  when: string,
): void {
  if (received === expected) return;
  throw new Error(`begin ${when}: expected ${expected}, received ${received}`);
}

type Claims = ReturnType<typeof claims>;

/** What a case does, with a store of its own. */
type Scenario = (tools: {
  readonly claim: Claims;
  readonly store: DeliveryStore;
  readonly begin: (claim: DeliveryClaim, expected: DeliveryDecision, when: string) => Promise<void>;
  readonly advance: (ms: number) => Promise<void>;
}) => Promise<void>;

function storeCase(name: string, scenario: Scenario): DeliveryStoreCase {
  return {
    name,
    async run(make) {
      const { store, advance = wait } = await make();
      await scenario({
        claim: claims(),
        store,
        begin: async (claim, expected, when) => {
          expectDecision(await store.begin(claim), expected, when);
        },
        advance: async (ms) => {
          await advance(ms);
        },
      });
    },
  };
}

/**
 * The tests of a `DeliveryStore`, for any test runner: run each against a new store.
 *
 * @example
 * ```ts
 * import { memoryDeliveryStore } from '@luxcore/webhooks';
 * import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
 *
 * for (const { name, run } of deliveryStoreCases) {
 *   await run(() => ({ store: memoryDeliveryStore() }));
 *   console.log('ok', name);
 * }
 * ```
 */
export const deliveryStoreCases: readonly DeliveryStoreCase[] = [
  storeCase('an event that is new is run', async ({ claim, begin }) => {
    await begin(claim('a', 1), 'run', 'of a new event');
  }),
  storeCase('a copy that comes while the first is handled waits', async ({ claim, begin }) => {
    await begin(claim('a', 1, 'first'), 'run', 'of a new event');
    await begin(claim('a', 1, 'second'), 'busy', 'of its copy');
  }),
  storeCase('of many copies at the same moment one is run', async ({ claim, store }) => {
    const copies = Array.from({ length: AT_ONCE }, (_, copy) => claim('a', 1, String(copy)));
    const decisions = await Promise.all(copies.map(async (copy) => store.begin(copy)));
    if (decisions.filter((decision) => decision !== 'busy').join() !== 'run') {
      throw new Error(`expected one run, the others busy, received ${decisions.join(', ')}`);
    }
  }),
  storeCase('an event that was handled is done, also with another version', async (tools) => {
    const { claim, store, begin } = tools;
    await begin(claim('a', 1), 'run', 'of a new event');
    await store.complete(claim('a', 1));
    await begin(claim('a', 1), 'done', 'after it was completed');
    await begin(claim('a', 2), 'done', 'after it was completed, at another version');
  }),
  storeCase('an event whose handler failed is run again', async ({ claim, store, begin }) => {
    await begin(claim('a', 1, 'first'), 'run', 'of a new event');
    await store.release(claim('a', 1, 'first'));
    await begin(claim('a', 1, 'second'), 'run', 'after it was released');
  }),
  storeCase('another event of the payment waits for the first', async ({ claim, store, begin }) => {
    await begin(claim('a', 1), 'run', 'of a new event');
    await begin(claim('b', 2), 'busy', 'of another event of the payment');
    await store.complete(claim('a', 1));
    await begin(claim('b', 2), 'run', 'once the first is completed');
  }),
  storeCase('events of other payments do not wait', async ({ claim, begin }) => {
    await begin(claim('a', 1), 'run', 'of a new event');
    const other = claims();
    await begin(other('b', 1), 'run', 'of an event of another payment');
  }),
  storeCase('an older and an equal version are stale after a newer one', async (tools) => {
    const { claim, store, begin } = tools;
    await begin(claim('b', 2), 'run', 'of a new event');
    await store.complete(claim('b', 2));
    await begin(claim('a', 1), 'stale', 'of an older version');
    await begin(claim('c', 2), 'stale', 'of the same version');
    await begin(claim('d', 3), 'run', 'of a newer version');
  }),
  storeCase('an older version that ends late does not lower it', async (tools) => {
    const { claim, store, begin } = tools;
    await store.complete(claim('b', 5));
    await store.complete(claim('a', 1));
    await begin(claim('c', 5), 'stale', 'of the newest version');
  }),
  storeCase('a version that was only begun makes nothing stale', async (tools) => {
    const { claim, store, begin } = tools;
    await begin(claim('b', 2), 'run', 'of a new event');
    await store.release(claim('b', 2));
    await begin(claim('a', 1), 'run', 'of an older version, the newer one having failed');
  }),
  storeCase('an event without version is neither stale nor makes others so', async (tools) => {
    const { claim, store, begin } = tools;
    await store.complete(claim('a', 2));
    await begin(claim('b'), 'run', 'of an event without version');
    await store.complete(claim('b'));
    await begin(claim('c', 3), 'run', 'of a newer version');
  }),
  storeCase('an event about no payment is handled once too', async ({ claim, store, begin }) => {
    const { eventId, leaseMs } = claim('a');
    const alone = { eventId, leaseMs };
    await begin(alone, 'run', 'of a new event');
    await begin(alone, 'busy', 'of its copy');
    await begin({ eventId: claim('b').eventId, leaseMs }, 'run', 'of another event');
    await store.complete(alone);
    await begin(alone, 'done', 'after it was completed');
  }),
  storeCase('a lease that ended is taken over', async ({ claim, begin, advance }) => {
    await begin(claim('a', 1, 'first'), 'run', 'of a new event');
    await advance(LEASE_MS / 2);
    await begin(claim('a', 1, 'second'), 'busy', 'within the lease');
    await advance(LEASE_MS);
    await begin(claim('a', 1, 'second'), 'run', 'after the lease');
  }),
  storeCase('who lost a lease does not release that of another', async (tools) => {
    const { claim, store, begin, advance } = tools;
    await begin(claim('a', 1, 'first'), 'run', 'of a new event');
    await advance(LEASE_MS * 2);
    await begin(claim('a', 1, 'second'), 'run', 'after the lease');
    await store.release(claim('a', 1, 'first'));
    await begin(claim('a', 1, 'third'), 'busy', 'after the first one released');
  }),
  storeCase('who lost a lease to another event does not end that one', async (tools) => {
    const { claim, store, begin, advance } = tools;
    await begin(claim('a', 1, 'first'), 'run', 'of a new event');
    await advance(LEASE_MS * 2);
    await begin(claim('b', 2, 'second'), 'run', 'of another event after the lease');
    await store.complete(claim('a', 1, 'first'));
    await begin(claim('c', 3, 'third'), 'busy', 'after the first one completed');
    await begin(claim('a', 1, 'fourth'), 'done', 'of the event that completed late');
  }),
];

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
