/** The Durable Objects keep the contract of delivery stores, in workerd. */
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorker, type LocalWorker } from '../local/serve-worker.ts';

let worker: LocalWorker;
beforeAll(async () => {
  worker = await serveWorker(0, {}, 'src/test-worker.ts');
});
afterAll(() => worker.close());

it.each(deliveryStoreCases.map(({ name }) => name))('%s', async (name) => {
  const response = await fetch(worker.url, { method: 'POST', body: name });
  expect(await response.text()).toBe('ok');
});
