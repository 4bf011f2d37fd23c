/** A Worker for tests: runs them where the objects live, and answers `ok` or what is wrong. */
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { DeliveryObject as Deliveries, durableDeliveryStore } from './deliveries.ts';
import type { Env } from './env.ts';
import { CURRENCY } from './orders.ts';
import worker from './worker.ts';

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

async function keepsThePrice({ ORDERS }: TestEnv): Promise<void> {
  const order = ORDERS.getByName('of yesterday');
  const placed = { tickets: 2, name: 'Ana' };
  await order.place({ ...placed, amount: 100 });
  await order.place({ ...placed, amount: 200 });
  await order.completed('pay_1', 100, CURRENCY);
  const found = await order.look();
  if (found?.amount !== 100 || found.status !== 'paid')
    throw new Error(`received ${JSON.stringify(found)}`);
}

async function startsNoObject(env: TestEnv, ctx: ExecutionContext): Promise<void> {
  const asked: string[] = [];
  const getByName = (name: string) => {
    asked.push(name);
    return env.ORDERS.getByName(name);
  };
  const ORDERS = new Proxy(env.ORDERS, { get: () => getByName });
  const origin = 'http://checkout.example';
  const id = crypto.randomUUID();
  for (const name of ['1', `${id}0`, id.toUpperCase(), id]) {
    for (const [method, path] of [
      ['GET', `/orders/${name}`],
      ['POST', `/orders/${name}/pay`],
    ] as const) {
      const request = new Request<unknown, IncomingRequestCfProperties>(origin + path, {
        method,
        headers: { Origin: origin },
      });
      const response = await worker.fetch?.(request, { ...env, ORDERS, LUXCORE_URL: origin }, ctx);
      if (response?.status !== 404) throw new Error(`${path}: ${String(response?.status)}`);
    }
  }
  if (asked.join() !== [id, id].join()) throw new Error(`started ${asked.join()}`);
}

const cases: Readonly<Record<string, (env: TestEnv, ctx: ExecutionContext) => Promise<void>>> = {
  ...Object.fromEntries(
    deliveryStoreCases.map(({ name, run }) => [
      name,
      ({ DELIVERIES }: TestEnv) => run(() => ({ store: durableDeliveryStore(DELIVERIES) })),
    ]),
  ),
  'a payment is forgotten a month after its last delivery': forgetsAPayment,
  'an order keeps the price at which it was placed': keepsThePrice,
  'an address that is none of an order starts no object': startsNoObject,
};

export default {
  async fetch(request: Request, env: TestEnv, ctx: ExecutionContext): Promise<Response> {
    const name = await request.text();
    const run = cases[name];
    if (run === undefined) return new Response(`There is no case "${name}"`);
    try {
      await run(env, ctx);
    } catch (error) {
      return new Response(String(error));
    }
    return new Response('ok');
  },
};
