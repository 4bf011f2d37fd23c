/** What the Durable Objects keep, in workerd: the contract of delivery stores, and their own. */
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorker, type LocalWorker } from '../local/serve-worker.ts';

let worker: LocalWorker;
beforeAll(async () => {
  worker = await serveWorker(0, {}, 'src/test-worker.ts');
});
afterAll(() => worker.close());

it.each([
  ...deliveryStoreCases.map(({ name }) => name),
  'a payment is forgotten a month after its last delivery',
  'an order keeps the price at which it was placed',
  'an address that is none of an order starts no object',
])('%s', async (name) => {
  const response = await fetch(worker.url, { method: 'POST', body: name });
  expect(await response.text()).toBe('ok');
});
