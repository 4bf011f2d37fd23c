import { describe, expect, it } from 'vitest';
import { deliveryStoreCases, type StoreUnderTest } from './delivery-store-suite.ts';
import type { DeliveryClaim, DeliveryStore } from './delivery-store.ts';
import { storeInTime } from './test-store.ts';

/** A store that was changed to be wrong. */
function wrong(change: (store: DeliveryStore) => DeliveryStore): StoreUnderTest {
  const { store, advance } = storeInTime();
  return { store: change(store), advance };
}

/** What a case says against a store, if anything. */
async function faultOf(run: Promise<void>): Promise<string | undefined> {
  try {
    await run;
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What the cases say against a store, by their names. */
async function faultsOf(make: () => StoreUnderTest): Promise<string[]> {
  const faults: string[] = [];
  for (const { name, run } of deliveryStoreCases) {
    const fault = await faultOf(run(make));
    if (fault !== undefined) faults.push(`${name}: ${fault}`);
  }
  return faults;
}

const MOST_STEPS = 6;

/** A store whose answer is wrong once: the so-manieth time that it is asked. */
function lyingAt(step: number, store: DeliveryStore): DeliveryStore {
  let asked = 0;
  return {
    ...store,
    begin: async (claim) => {
      const decision = await store.begin(claim);
      if (++asked !== step) return decision;
      return decision === 'run' ? 'busy' : 'run';
    },
  };
}

/** A store that notes what is put to it, the ids without what makes them those of one run. */
function noting(told: string[], store: DeliveryStore): DeliveryStore {
  const nameOf = (id = 'none') => id.replace(/\.[\da-f]{32}$/, '');
  const note = (what: string, { eventId, subject, version, token }: DeliveryClaim): void => {
    const claim = [
      nameOf(eventId),
      `of ${nameOf(subject)}`,
      `at ${String(version)}`,
      `by ${String(token)}`,
    ];
    told.push(`  ${what} ${claim.join(' ')}`);
  };
  return {
    begin: (claim) => {
      note('begin', claim);
      return store.begin(claim);
    },
    complete: (claim) => {
      note('complete', claim);
      return store.complete(claim);
    },
    release: (claim) => {
      note('release', claim);
      return store.release(claim);
    },
  };
}

describe('deliveryStoreCases', () => {
  const lies: [string, (store: DeliveryStore) => DeliveryStore][] = [
    ['says run each time', (store) => ({ ...store, begin: () => 'run' })],
    ['says busy each time', (store) => ({ ...store, begin: () => 'busy' })],
    ['forgets to complete', (store) => ({ ...store, complete: () => undefined })],
    ['forgets to release', (store) => ({ ...store, release: () => undefined })],
    [
      'knows no versions',
      (store) => ({
        ...store,
        begin: (claim) => store.begin({ ...claim, version: undefined }),
      }),
    ],
    [
      'knows no payments',
      (store) => ({
        begin: (claim) => store.begin({ ...claim, subject: undefined }),
        complete: (claim) => store.complete({ ...claim, subject: undefined }),
        release: (claim) => store.release({ ...claim, subject: undefined }),
      }),
    ],
    [
      'lets anybody release',
      (store) => {
        let holder: string | undefined;
        return {
          begin: (claim) => {
            const decision = store.begin(claim);
            if (decision === 'run') holder = claim.token;
            return decision;
          },
          complete: (claim) => store.complete(claim),
          release: (claim) => store.release({ ...claim, token: holder }),
        };
      },
    ],
    [
      'ends no lease',
      (store) => ({ ...store, begin: (claim) => store.begin({ ...claim, leaseMs: 1e9 }) }),
    ],
    [
      'decides in two steps',
      (store) => ({
        ...store,
        begin: async (claim) => {
          const decision = store.begin(claim);
          if (decision === 'run') void store.release(claim);
          await Promise.resolve();
          if (decision === 'run') void store.begin(claim);
          return decision;
        },
      }),
    ],
  ];

  it.each(lies)('find a store that %s, in these words', async (_, change) => {
    expect(await faultsOf(() => wrong(change))).toMatchSnapshot();
  });

  it('notice a wrong answer at any step, and say which', async () => {
    const told: string[] = [];
    for (const { name, run } of deliveryStoreCases) {
      // Of these, all answers are told together.
      if (name.startsWith('of many copies')) continue;
      for (let step = 1; step <= MOST_STEPS; step++) {
        const fault = await faultOf(run(() => wrong((store) => lyingAt(step, store))));
        if (fault !== undefined) told.push(`${name}: ${fault}`);
      }
    }
    expect(told).toMatchSnapshot();
  });

  it('put this to a store', async () => {
    const told: string[] = [];
    for (const { name, run } of deliveryStoreCases) {
      told.push(name);
      await run(() => wrong((store) => noting(told, store)));
    }
    expect(told).toMatchSnapshot();
  });

  it('can be run again and again on a store that outlives them', async () => {
    const shared = storeInTime();
    for (let time = 0; time < 2; time++) expect(await faultsOf(() => shared)).toEqual([]);
  });
});
