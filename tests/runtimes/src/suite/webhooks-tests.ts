/** Deliveries: signed, verified, explained and handled, one by one and from the emulator. */
import { createClient, apiKey } from '@luxcore/client';
import { createEmulator } from '@luxcore/emulator';
import {
  createWebhookHandler,
  explainDelivery,
  memoryDeliveryStore,
  SCHEMES,
  signDelivery,
  verifyDelivery,
  type WebhookEvent,
} from '@luxcore/webhooks';
import { deliveryStoreCases } from '@luxcore/webhooks/delivery-store-suite';
import { deposit } from './samples.ts';
import { equal, group, matches, ok, throws, type Test } from './test.ts';

const TIME = 1_777_420_800;
const now = (): number => TIME * 1000;
const SECRET = `whsec_${btoa('the secret of an endpoint')}`;
const EVENT = {
  id: 'evt_1',
  event: 'payment.completed',
  payment: { id: 'pay_1', status: 'completed', status_version: 2, note: 'ñ€😀' },
};

const signed = () => signDelivery({ event: EVENT, secret: SECRET, now });

function requestOf({ headers, body }: ReturnType<typeof signDelivery>): Request {
  return new Request('https://shop.example/webhooks', { method: 'POST', headers, body });
}

export const webhooksTests: Test[] = group('webhooks', ['web'], (test) => {
  for (const scheme of Object.values(SCHEMES)) {
    test(`${scheme.name}: verifies what it signed, as text and as bytes`, () => {
      const { headers, body } = signDelivery({ event: EVENT, secret: SECRET, scheme, now });
      const bytes = new TextEncoder().encode(body as string);
      for (const raw of [body, bytes, bytes.buffer]) {
        const event = verifyDelivery({ headers, body: raw }, { secrets: SECRET, scheme, now });
        matches(event, { type: 'payment.completed', id: 'evt_1' });
      }
    });

    test(`${scheme.name}: refuses another body and another secret`, () => {
      const { headers, body } = signDelivery({ event: EVENT, secret: SECRET, scheme, now });
      const options = { secrets: SECRET, scheme, now };
      throws(() => verifyDelivery({ headers, body: `${body as string} ` }, options), {
        name: 'WebhookVerificationError',
        code: 'INVALID_SIGNATURE',
      });
      const secrets = `whsec_${btoa('another')}`;
      throws(() => verifyDelivery({ headers, body }, { ...options, secrets }), {
        code: 'INVALID_SIGNATURE',
      });
    });
  }

  test('refuses what is older or newer than 300 seconds', () => {
    for (const seconds of [301, -301]) {
      const later = (): number => (TIME + seconds) * 1000;
      throws(() => verifyDelivery(signed(), { secrets: SECRET, now: later }), {
        code: 'TIMESTAMP_OUT_OF_RANGE',
      });
    }
  });

  test('refuses a body that was parsed, with the mend', () => {
    const { headers } = signed();
    throws(() => verifyDelivery({ headers, body: EVENT as never }, { secrets: SECRET, now }), {
      code: 'RAW_BODY_REQUIRED',
    });
  });

  test('explains a body that was serialised again', () => {
    const { headers, body } = signed();
    const pretty = JSON.stringify(JSON.parse(body as string), null, 2);
    const options = { secrets: SECRET, now };
    const { findings } = explainDelivery({ headers, body: pretty }, options);
    equal(
      findings.map(({ mistake }) => mistake),
      ['body_reserialised'],
    );
  });

  test('a handler takes each event once, and says so by its status', async () => {
    const seen: string[] = [];
    const handler = createWebhookHandler({
      secrets: ['whsec_of_the_old_endpoint', SECRET],
      now,
      on: {
        'payment.completed': ({ payment }, { secretIndex }) => {
          seen.push(payment.id, String(secretIndex));
        },
      },
      onError: () => undefined,
    });
    equal((await handler(requestOf(signed()))).status, 200);
    equal((await handler(requestOf(signed()))).status, 200);
    equal(seen, ['pay_1', '1']);
    const forged = { ...signed(), body: '{}' };
    equal((await handler(requestOf(forged))).status, 401);
    equal((await handler(new Request('https://shop.example/webhooks'))).status, 405);
  });

  test('a handler that fails has the event sent again, and then handles it', async () => {
    let fails = 1;
    const told: unknown[] = [];
    const handler = createWebhookHandler({
      secrets: SECRET,
      now,
      on: {
        'payment.completed': () => {
          if (fails-- > 0) throw new Error('the database is away');
        },
      },
      onError: (error) => told.push(error),
    });
    const statuses = [];
    for (let copy = 0; copy < 3; copy++) {
      statuses.push((await handler(requestOf(signed()))).status);
    }
    equal(statuses, [500, 200, 200]);
    equal(told.length, 1);
  });

  test('a handler refuses a body that is too long', async () => {
    const options = { secrets: SECRET, now, on: {}, maxBytes: 50, onError: () => undefined };
    equal((await createWebhookHandler(options)(requestOf(signed()))).status, 413);
  });

  for (const { name, run } of deliveryStoreCases) {
    test(`a store in memory: ${name}`, async () => {
      await run(() => {
        let time = TIME * 1000;
        const store = memoryDeliveryStore({ now: () => time });
        return {
          store,
          advance: (ms) => {
            time += ms;
          },
        };
      });
    });
  }

  test('what the emulator delivers is verified and handled, in order', async () => {
    const seen: WebhookEvent['type'][] = [];
    const emulator = createEmulator({ webhookFetch: (request) => handle(request) });
    const { fetch, credentials, control } = emulator;
    const auth = apiKey(credentials.testKey);
    const client = createClient({ auth, fetch, dangerouslyAllowBrowser: true });
    const { secret } = await client.webhooks.create({
      url: 'http://127.0.0.1:9/webhooks',
      events: ['payment.created', 'payment.completed'],
    });
    const note = ({ type }: WebhookEvent): unknown => seen.push(type);
    const handle = createWebhookHandler({
      secrets: secret,
      on: { 'payment.created': note, 'payment.completed': note },
    });
    const { transaction_id } = await client.payments.create(deposit());
    control.settle(transaction_id, 'completed');
    await control.idle();
    await emulator.close();
    equal(seen, ['payment.created', 'payment.completed']);
    ok(secret.startsWith('whsec_'), 'a secret of the endpoint');
  });
});
