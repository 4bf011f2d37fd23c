/** stripe's webhook signatures; off Node its build is another, whose calls are async alone. */
import Stripe from 'stripe';
import { SECRET } from '../request.ts';
import type { Peer } from './peer.ts';

const { webhooks } = Stripe;

const synchronous: Peer = {
  sign: (payload) => webhooks.generateTestHeaderString({ payload, secret: SECRET }),
  receive(signed) {
    const header = webhooks.generateTestHeaderString({ payload: signed, secret: SECRET });
    return (body) => {
      webhooks.constructEvent(body, header, SECRET);
      return true;
    };
  },
};

const asynchronous: Peer = {
  sign: (payload) => webhooks.generateTestHeaderStringAsync({ payload, secret: SECRET }),
  async receive(signed) {
    const header = await webhooks.generateTestHeaderStringAsync({
      payload: signed,
      secret: SECRET,
    });
    return async (body) => {
      await webhooks.constructEventAsync(body, header, SECRET);
      return true;
    };
  },
};

export function stripe(): Peer {
  try {
    synchronous.sign('{}');
    return synchronous;
  } catch {
    return asynchronous;
  }
}
