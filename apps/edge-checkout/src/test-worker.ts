/** A Worker for tests: runs them where the store lives, and answers `ok` or what is wrong. */
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { DeliveryObject as Deliveries, durableDeliveryStore } from './deliveries.ts';
import type { Env } from './env.ts';

export { OrderObject } from './orders.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

export class DeliveryObject extends Deliveries {
  /** Does at once what its alarm is to do, and tells in how many days that would have been. */
  async elapse(): Promise<number> {
    const at = await this.ctx.storage.getAlarm();
    await this.alarm();
    return Math.round(((at ?? 0) - Date.now()) / DAY_MS);
  }
}

interface TestEnv extends Env {
  readonly DELIVERIES: DurableObjectNamespace<DeliveryObject>;
}

async function forgetsAPayment({ DELIVERIES }: TestEnv): Promise<void> {
  const store = durableDeliveryStore(DELIVERIES);
  const claim = { eventId: 'evt_old', subject: 'pay_old', version: 1, leaseMs: 60_000 };
  const told: unknown[] = [await store.begin(claim)];
  await store.complete(claim);
  told.push(await store.begin(claim), await DELIVERIES.getByName('payment pay_old').elapse());
  told.push(await store.begin(claim));
  if (told.join() !== 'run,done,30,run') throw new Error(`received ${told.join()}`);
}

export default {
  async fetch(request: Request, env: TestEnv): Promise<Response> {
    const name = await request.text();
    const found = deliveryStoreCases.find((one) => one.name === name);
    try {
      await (found === undefined
        ? forgetsAPayment(env)
        : found.run(() => ({ store: durableDeliveryStore(env.DELIVERIES) })));
    } catch (error) {
      return new Response(String(error));
    }
    return new Response('ok');
  },
};
