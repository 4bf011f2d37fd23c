import { describe, expect, it } from 'vitest';
import { memoryDeliveryStore } from './deliveries/memory-delivery-store.ts';
import { signDelivery } from './sign-delivery.ts';
import { createWebhookHandler } from './webhook-handler.ts';

const SECRET = 'whsec_c2VjcmV0';
const DELIVERIES = 100_000;
/** What is never acknowledged would be sent for ever. */
const MOST_DELIVERIES = 2 * DELIVERIES;
const VERSIONS = 4;
const PAYMENTS = 10_000;
const MAX_ENTRIES = 50_000;
const AT_ONCE = 64;

/** A generator of numbers that a seed repeats (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('100,000 deliveries, doubled, out of order, with functions that fail', () => {
  it.each([1, 2])(
    'handle every event once, and no payment goes back (seed %i)',
    async (seed) => {
      const next = random(seed);
      const handled = new Map<string, number>();
      const versions = new Map<string, number>();
      const running = new Set<string>();
      let goneBack = 0;
      let together = 0;
      const store = memoryDeliveryStore({ maxEntries: MAX_ENTRIES });
      let largest = 0;
      const handler = createWebhookHandler({
        secrets: SECRET,
        deliveries: store,
        onError: () => undefined,
        on: {
          'payment.completed': async ({ id, payment }) => {
            const { id: paymentId, status_version: version = 0 } = payment;
            if (running.has(paymentId)) together++;
            running.add(paymentId);
            for (let turn = 0; turn < next() * 4; turn++) await Promise.resolve();
            running.delete(paymentId);
            if (next() < 0.2) throw new Error('failed');
            if (version <= (versions.get(paymentId) ?? 0)) goneBack++;
            versions.set(paymentId, version);
            handled.set(id, (handled.get(id) ?? 0) + 1);
          },
        },
      });

      const events = Array.from({ length: PAYMENTS * VERSIONS }, (_, index) => {
        const id = `pay_${String(Math.floor(index / VERSIONS))}`;
        const version = (index % VERSIONS) + 1;
        return { id: `evt_${String(index)}`, paymentId: id, version };
      });
      const signed = events.map(({ id, paymentId, version }) =>
        signDelivery({
          event: {
            id,
            event: 'payment.completed',
            payment: { id: paymentId, status: 'completed', status_version: version },
          },
          secret: SECRET,
        }),
      );
      // What is waiting to be sent: every event twice, near its place but not in it.
      const queue = events
        .flatMap((_, index) => [index, index])
        .map((index) => ({ index, place: index + next() * 200 }))
        .sort((one, two) => one.place - two.place)
        .map(({ index }) => index);
      let sent = 0;
      let answeredOnce = 0;
      const acknowledged = new Set<number>();
      while ((queue.length > 0 || sent < DELIVERIES) && sent < MOST_DELIVERIES) {
        // Past its end, what was acknowledged comes again.
        const batch =
          queue.length > 0
            ? queue.splice(0, AT_ONCE)
            : Array.from({ length: AT_ONCE }, () => Math.floor(next() * 200) + events.length - 200);
        const answers = await Promise.all(
          batch.map((index) => {
            const { headers = {}, body } = signed[index] ?? {};
            return handler.receive({ headers, body });
          }),
        );
        sent += batch.length;
        largest = Math.max(largest, store.size);
        answers.forEach(({ status }, at) => {
          const index = batch[at] ?? 0;
          if (status === 200) acknowledged.add(index);
          else queue.push(index);
          answeredOnce++;
        });
      }

      expect(sent).toBeGreaterThanOrEqual(DELIVERIES);
      expect(answeredOnce).toBe(sent);
      expect(acknowledged.size).toBe(events.length);
      expect([...handled.values()].filter((times) => times !== 1)).toEqual([]);
      expect([goneBack, together]).toEqual([0, 0]);
      // What was never handled is older than what was: each payment reached its last version.
      expect([...versions.values()].every((version) => version === VERSIONS)).toBe(true);
      expect(versions.size).toBe(PAYMENTS);
      expect(largest).toBeLessThanOrEqual(3 * MAX_ENTRIES);
      expect(handled.size).toBeGreaterThan(PAYMENTS);
    },
    120_000,
  );
});
