/** The Durable Objects keep the contract of delivery stores, in workerd. */
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveWorker, type LocalWorker } from '../local/serve-worker.ts';

let worker: LocalWorker;
beforeAll(async () => {
  worker = await serveWorker(0, {}, 'src/test-worker.ts');
});
afterAll(() => worker.close());

const cases = deliveryStoreCases.map(({ name }) => name);

it.each([...cases, 'a payment is forgotten a month after its last delivery'])(
  '%s',
  async (name) => {
    const response = await fetch(worker.url, { method: 'POST', body: name });
    expect(await response.text()).toBe('ok');
  },
);
