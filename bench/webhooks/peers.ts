/** One delivery of about 1 KB, verified and parsed as each package's documentation shows. */
import { SCHEMES, signDelivery, verifyDelivery, type WebhookScheme } from '@luxcore/webhooks';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { Webhook as SvixWebhook } from 'svix';

/** What a receiver does with a body that it got: returns the event, or throws. */
export type Receive = (body: Uint8Array) => unknown;

const BODY_BYTES = 1_024;
const SECRET = `whsec_${btoa('a benchmark secret of bytes')}`;
const ID = 'msg_benchmark';

const event = {
  id: 'evt_00000000000000000000000001',
  created_at: '2026-01-01T00:00:00Z',
  merchant_id: 1024,
  event: 'payment.completed',
  payment: {
    id: 'pay_00000000000000000000000001',
    merchant_reference: 'order-1',
    type: 'deposit',
    status: 'completed',
    status_version: 3,
    amount: 150_000,
    currency: 'ARS',
    description: '',
  },
};
event.payment.description = 'x'.repeat(BODY_BYTES - JSON.stringify(event).length);

export const BODY: Uint8Array = new TextEncoder().encode(JSON.stringify(event));

function ours(scheme: WebhookScheme): Receive {
  const { headers } = signDelivery({ event, secret: SECRET, scheme, id: ID });
  const received = lowerCase(headers);
  return (body) => verifyDelivery({ headers: received, body }, { secrets: SECRET, scheme });
}

/** Named as Node's servers name what arrives. */
function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

const { headers: standardHeaders } = signDelivery({
  event,
  secret: SECRET,
  scheme: SCHEMES.standardWebhooks,
  id: ID,
});
const standardWebhook = new StandardWebhook(SECRET);
const svixWebhook = new SvixWebhook(SECRET);
const stripeHeader = Stripe.webhooks.generateTestHeaderString({
  payload: JSON.stringify(event),
  secret: SECRET,
});

export type PeerName = 'luxcore' | 'luxcoreStandard' | 'stripe' | 'standardWebhooks' | 'svix';

export const PEERS: Readonly<Record<PeerName, { title: string; receive: Receive }>> = {
  luxcore: { title: '@luxcore/webhooks', receive: ours(SCHEMES.luxcore) },
  luxcoreStandard: {
    title: '@luxcore/webhooks, SCHEMES.standardWebhooks',
    receive: ours(SCHEMES.standardWebhooks),
  },
  stripe: {
    title: 'stripe, webhooks.constructEvent',
    receive: (body) => Stripe.webhooks.constructEvent(bufferOf(body), stripeHeader, SECRET),
  },
  standardWebhooks: {
    title: 'standardwebhooks',
    receive: (body) => standardWebhook.verify(bufferOf(body), standardHeaders),
  },
  svix: {
    title: 'svix',
    receive: (body) => {
      const raw = bufferOf(body);
      svixWebhook.verify(raw, standardHeaders);
      return JSON.parse(raw.toString()) as unknown;
    },
  },
};

/** A view of the same bytes: the others take Node's own class. */
function bufferOf(body: Uint8Array): Buffer {
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
