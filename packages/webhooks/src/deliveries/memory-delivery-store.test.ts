import { describe, expect, it } from 'vitest';
import { deliveryStoreCases } from './delivery-store-suite.ts';
import { memoryDeliveryStore } from './memory-delivery-store.ts';
import { storeInTime } from './test-store.ts';

describe('memoryDeliveryStore', () => {
  it.each(deliveryStoreCases)('$name', async ({ run }) => {
    await run(storeInTime);
  });

  it('takes the time of the machine where none is given', async () => {
    for (const { run } of deliveryStoreCases) await run(() => ({ store: memoryDeliveryStore() }));
  });

  it('may remember one', () => {
    const store = memoryDeliveryStore({ maxEntries: 1, now: () => 0 });
    const claim = { eventId: 'evt_1', subject: undefined, version: undefined, leaseMs: 1 };
    expect(store.begin(claim)).toBe('run');
    expect(store.begin({ ...claim, eventId: 'evt_2' })).toBe('busy');
  });

  it('compares versions where both are there, of one subject', () => {
    const { store } = storeInTime();
    const claim = { eventId: 'evt_1', subject: 'pay_1', version: 2, leaseMs: 1 };
    store.complete(claim);
    store.complete({ ...claim, eventId: 'evt_2', version: undefined });
    store.complete({ ...claim, eventId: 'evt_3', subject: undefined, version: 9 });
    const begin = (id: string, subject: string | undefined, version: number | undefined) =>
      store.begin({ eventId: id, subject, version, leaseMs: 0 });
    expect(begin('a', 'pay_1', undefined)).toBe('run');
    expect(begin('b', undefined, 1)).toBe('run');
    expect(begin('c', undefined, undefined)).toBe('run');
    expect(begin('d', 'pay_1', 2)).toBe('stale');
    expect(begin('e', 'pay_1', 3)).toBe('run');
    expect(begin('f', 'pay_2', 1)).toBe('run');
  });

  it('gives a lease to another in the moment in which it ends', () => {
    const { store, advance } = storeInTime();
    const claim = { eventId: 'evt_1', subject: 'pay_1', version: 1, leaseMs: 10 };
    expect(store.begin(claim)).toBe('run');
    advance(9);
    expect(store.begin(claim)).toBe('busy');
    advance(1);
    expect(store.begin(claim)).toBe('run');
  });

  it('remembers as many as it may, and forgets the oldest first', () => {
    const store = memoryDeliveryStore({ maxEntries: 2, now: () => 0 });
    const claim = (n: number) => ({
      eventId: `evt_${String(n)}`,
      subject: `pay_${String(n)}`,
      version: 1,
      leaseMs: 1,
    });
    for (const n of [1, 2]) store.complete(claim(n));
    expect(store.size).toBe(4);
    // Completed again, the first is the last to be forgotten: of its version, not of its event.
    store.complete({ ...claim(1), eventId: 'evt_1b', version: 2 });
    store.complete(claim(3));
    expect(store.size).toBe(4);
    expect(store.begin({ ...claim(1), eventId: 'new' })).toBe('stale');
    expect(store.begin({ ...claim(2), eventId: 'new' })).toBe('run');
    expect(store.begin({ ...claim(3) })).toBe('done');
  });

  it('has no room for more than so many at once, until one has ended', () => {
    let time = 0;
    const store = memoryDeliveryStore({ maxEntries: 2, now: () => time });
    const claim = (n: number) => ({ eventId: `evt_${String(n)}`, leaseMs: 10 * n });
    expect(store.begin(claim(1))).toBe('run');
    expect(store.begin(claim(2))).toBe('run');
    time = 9;
    expect(store.begin(claim(3))).toBe('busy');
    time = 10;
    expect(store.begin(claim(3))).toBe('run');
    expect(store.size).toBe(2);
    expect(store.begin(claim(4))).toBe('busy');
    store.release(claim(3));
    expect(store.begin(claim(4))).toBe('run');
  });

  it('remembers no version of an event that is about nothing', () => {
    const store = memoryDeliveryStore({ now: () => 0 });
    store.complete({ eventId: 'evt_1', version: 5, leaseMs: 1 });
    expect(store.size).toBe(1);
    expect(store.begin({ eventId: 'evt_2', version: 4, leaseMs: 1 })).toBe('run');
  });

  it('does not take an event for a payment of the same name', () => {
    const store = memoryDeliveryStore();
    expect(store.begin({ eventId: 'x', leaseMs: 1000 })).toBe('run');
    expect(store.begin({ eventId: 'y', subject: 'x', leaseMs: 1000 })).toBe('run');
  });

  it.each([0, -1, 1.5, Number.NaN, '5' as never])('refuses room for %s', (maxEntries) => {
    expect(() => memoryDeliveryStore({ maxEntries })).toThrow(
      'maxEntries: expected a whole number from 1',
    );
  });
});
