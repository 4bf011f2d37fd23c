import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryNonceStore, type MemoryNonceStoreOptions } from './memory-nonce-store.ts';

/** A store whose clock, in milliseconds, the test moves. */
function storeAt(time: number, options: MemoryNonceStoreOptions = {}) {
  const clock = { time };
  return { clock, store: memoryNonceStore({ now: () => clock.time, ...options }) };
}

describe('memoryNonceStore', () => {
  it('gives a nonce once', () => {
    const { store } = storeAt(0);
    expect(store.claim('1.nonce', 10_000)).toBe('claimed');
    expect(store.claim('1.nonce', 10_000)).toBe('seen');
    expect(store.claim('1.nonce', 99_000)).toBe('seen');
    expect(store.size).toBe(1);
  });

  it('keeps the nonces of merchants apart, also of ids that begin alike', () => {
    const { store } = storeAt(0);
    const keys = ['1.nonce', '2.nonce', '11.nonce', '1.1.nonce'];
    expect(keys.map((key) => store.claim(key, 10_000))).toEqual(keys.map(() => 'claimed'));
    expect(keys.map((key) => store.claim(key, 10_000))).toEqual(keys.map(() => 'seen'));
  });

  it.each([
    [9_999, 'seen'],
    [10_000, 'claimed'],
    [10_001, 'claimed'],
  ])('answers for a nonce that ends at 10,000 ms at %i ms: %s', (time, expected) => {
    const { clock, store } = storeAt(0);
    store.claim('1.nonce', 10_000);
    clock.time = time;
    expect(store.claim('1.nonce', 20_000)).toBe(expected);
  });

  it.each([9_001, 9_500, 9_999])(
    'keeps a nonce that ends within a second, at %i ms, until then',
    (expiresAt) => {
      const { clock, store } = storeAt(0);
      store.claim('1.nonce', expiresAt);
      for (const time of [9_000, expiresAt - 1]) {
        clock.time = time;
        expect(store.claim('1.nonce', 20_000)).toBe('seen');
      }
      clock.time = 10_000;
      expect(store.claim('1.nonce', 20_000)).toBe('claimed');
    },
  );

  it.each([
    ['past', 4_999, 'full'],
    ['now', 5_000, 'full'],
    ['a moment ahead', 5_001, 'claimed'],
    ['not a number', Number.NaN, 'full'],
  ])('answers a claim whose end is %s, at %d ms: %s', (_case, expiresAt, expected) => {
    const { store } = storeAt(5_000);
    expect(store.claim('1.nonce', expiresAt)).toBe(expected);
    expect(store.size).toBe(expected === 'claimed' ? 1 : 0);
  });

  it('does not revive a forgotten nonce when the clock goes back', () => {
    const { clock, store } = storeAt(0);
    store.claim('1.nonce', 10_000);
    clock.time = 60_000;
    expect(store.claim('1.other', 70_000)).toBe('claimed');
    clock.time = 5_000;
    expect(store.claim('1.nonce', 10_000)).toBe('full');
    expect(store.claim('1.fresh', 60_000)).toBe('full');
    expect(store.claim('1.other', 70_000)).toBe('seen');
  });

  it.each([
    [3_600_000, 'full'],
    [3_600_001, 'claimed'],
  ])('takes its clock for set right when it goes back %i ms: %s', (step, expected) => {
    const { clock, store } = storeAt(5_000_000);
    store.claim('1.nonce', 9_000_000);
    clock.time -= step;
    expect(store.claim('1.other', clock.time + 360_000)).toBe(expected);
    expect(store.claim('1.nonce', 9_000_000)).toBe('seen');
  });

  it('recovers from a reading a year ahead, and claims nothing twice', () => {
    const { clock, store } = storeAt(1_000_000);
    const life = 360_000;
    expect(store.claim('1.before', clock.time + life)).toBe('claimed');
    clock.time += 365 * 86_400_000;
    expect(store.claim('1.within', 1_000_000 + life)).toBe('full');
    expect(store.size).toBe(0);
    const answers: string[] = [];
    for (clock.time = 1_000_000; clock.time <= 1_000_000 + life; clock.time += 60_000) {
      expect(store.claim('1.before', 1_000_000 + life)).toBe('full');
      answers.push(store.claim(`1.nonce-${String(clock.time)}`, clock.time + life));
    }
    expect(answers).toEqual(['full', ...Array<string>(6).fill('claimed')]);
    expect(store.claim('1.nonce-1120000', 1_120_000 + life)).toBe('seen');
  });

  it('never claims twice what has not ended, however its clock jumps', () => {
    const jump = fc.record({
      step: fc.oneof(fc.integer({ min: -9_000_000, max: 9_000_000 }), fc.nat({ max: 100_000 })),
      key: fc.constantFrom('1.a', '1.b', '2.a'),
      ending: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(jump, { maxLength: 40 }), (jumps) => {
        const { clock, store } = storeAt(20_000_000);
        const claimed = new Set<string>();
        for (const { step, key, ending } of jumps) {
          clock.time += step;
          // A replay has the timestamp that was signed, and so the same end.
          const expiresAt = ending * 1_000_000;
          const name = `${key}-${String(ending)}`;
          if (store.claim(name, expiresAt) !== 'claimed') continue;
          expect(claimed).not.toContain(name);
          claimed.add(name);
        }
      }),
    );
  });

  it('takes no bound from Object.prototype', () => {
    Object.defineProperty(Object.prototype, 'maxEntries', { value: 1, configurable: true });
    try {
      const { store } = storeAt(0);
      expect(['1.a', '1.b'].map((key) => store.claim(key, 9))).toEqual(['claimed', 'claimed']);
    } finally {
      Reflect.deleteProperty(Object.prototype, 'maxEntries');
    }
  });

  it('answers full at its bound and forgets nothing for it', () => {
    const { store } = storeAt(0, { maxEntries: 2 });
    expect(['1.a', '1.b', '1.c'].map((key) => store.claim(key, 10_000))).toEqual([
      'claimed',
      'claimed',
      'full',
    ]);
    expect(['1.a', '1.b', '1.c'].map((key) => store.claim(key, 10_000))).toEqual([
      'seen',
      'seen',
      'full',
    ]);
    expect(store.size).toBe(2);
  });

  it('is bounded for each merchant: another is not affected by a full one', () => {
    const { store } = storeAt(0, { maxEntries: 1 });
    store.claim('1.a', 10_000);
    expect(store.claim('1.b', 10_000)).toBe('full');
    expect(store.claim('2.b', 10_000)).toBe('claimed');
  });

  it.each([
    ['10.a', '11.a', 'claimed'],
    ['1.a', '10.a', 'claimed'],
    ['1.a.b', '1.c.d', 'full'],
  ])('tells the merchant by what is before the first dot: after %s, %s is %s', (one, other, is) => {
    const { store } = storeAt(0, { maxEntries: 1 });
    store.claim(one, 10_000);
    expect(store.claim(other, 10_000)).toBe(is);
  });

  it('keeps a nonce that was claimed anew after its end until its new end', () => {
    const { clock, store } = storeAt(0);
    store.claim('1.nonce', 1_000);
    clock.time = 1_000;
    store.claim('1.nonce', 9_000);
    clock.time = 3_000;
    expect(store.claim('1.nonce', 9_000)).toBe('seen');
  });

  it('has room again once a nonce has ended, and no sooner', () => {
    const { clock, store } = storeAt(0, { maxEntries: 1 });
    store.claim('1.a', 10_000);
    clock.time = 9_999;
    expect(store.claim('1.b', 20_000)).toBe('full');
    clock.time = 10_000;
    expect(store.claim('1.b', 20_000)).toBe('claimed');
    expect(store.claim('1.c', 20_000)).toBe('full');
  });

  it('forgets only what has ended, of every merchant', () => {
    const { clock, store } = storeAt(0);
    store.claim('1.a', 1_000);
    store.claim('1.b', 5_000);
    store.claim('2.a', 1_000);
    clock.time = 1_000;
    expect(store.claim('3.a', 9_000)).toBe('claimed');
    expect(store.size).toBe(2);
    expect(store.claim('1.b', 9_000)).toBe('seen');
    clock.time = 9_000;
    expect(store.claim('3.a', 9_000)).toBe('full');
    expect(store.size).toBe(0);
  });

  it('takes a merchant back who has been idle until everything ended', () => {
    const { clock, store } = storeAt(0, { maxEntries: 1 });
    for (const round of [0, 1, 2]) {
      clock.time = round * 10_000;
      expect(store.claim('1.nonce', clock.time + 10_000)).toBe('claimed');
      expect(store.size).toBe(1);
    }
  });

  it('counts a nonce once that was claimed again in the second it ended', () => {
    const { clock, store } = storeAt(0);
    store.claim('1.nonce', 1_000);
    clock.time = 1_000;
    store.claim('1.nonce', 2_000);
    expect(store.size).toBe(1);
    clock.time = 2_000;
    store.claim('2.nonce', 9_000);
    expect(store.size).toBe(1);
  });

  it('frees the memory of merchants whose nonces have all ended', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const { clock, store } = storeAt(0);
    const before = heap();
    for (let id = 1; id <= 50_000; id++) store.claim(`${String(id)}.nonce-0001`, 10_000);
    const full = heap() - before;
    clock.time = 10_000;
    store.claim('1.nonce-0001', 20_000);
    expect(heap() - before).toBeLessThan(full / 4);
    expect(store.size).toBe(1);
  });

  it('holds 100,000 nonces of one merchant unless told, and no more', () => {
    const { clock, store } = storeAt(0);
    const started = process.cpuUsage();
    for (let index = 0; index < 100_000; index++) {
      // Claims arrive while others end, as in service: 300 nonces a second.
      clock.time = Math.floor(index / 300) * 1_000;
      if (store.claim(`1.nonce-${String(index)}`, clock.time + 360_000) !== 'claimed') break;
    }
    expect(store.size).toBe(100_000);
    expect(store.claim('1.one-more', clock.time + 360_000)).toBe('full');
    clock.time += 720_000;
    expect(store.claim('1.one-more', clock.time + 360_000)).toBe('claimed');
    expect(store.size).toBe(1);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });

  it('reads Date.now unless told', () => {
    const store = memoryNonceStore();
    expect(store.claim('1.past', Date.now() - 1)).toBe('full');
    expect(store.claim('1.ahead', Date.now() + 60_000)).toBe('claimed');
  });

  it.each([0, -1, 1.5, Number.NaN, Infinity, 2 ** 53, '10', null])(
    'refuses maxEntries %j at construction',
    (maxEntries) => {
      expect(() => memoryNonceStore({ maxEntries: maxEntries as number })).toThrow(
        expect.objectContaining({
          name: 'ConfigurationError',
          code: 'INVALID_OPTION',
          message: expect.stringMatching(
            /^maxEntries: expected a whole number from 1, received /,
          ) as string,
        }),
      );
    },
  );

  it.each([Number.NaN, Infinity, '0', undefined, null])(
    'throws when its clock returns %j, and remembers nothing',
    (time) => {
      const { store } = storeAt(0, { now: () => time as number });
      expect(() => store.claim('1.nonce', 10_000)).toThrow(
        expect.objectContaining({ code: 'INVALID_OPTION' }),
      );
      expect(store.size).toBe(0);
    },
  );
});
