/** A Worker for tests: runs a case of the contract of delivery stores where the store lives. */
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { durableDeliveryStore } from './deliveries.ts';
import type { Env } from './env.ts';

export { DeliveryObject } from './deliveries.ts';
export { OrderObject } from './orders.ts';

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const name = await request.text();
    const found = deliveryStoreCases.find((one) => one.name === name);
    if (found === undefined) return new Response('there is no such case', { status: 404 });
    try {
      await found.run(() => ({ store: durableDeliveryStore(env.DELIVERIES) }));
    } catch (error) {
      return new Response(String(error), { status: 500 });
    }
    return new Response('ok');
  },
};
