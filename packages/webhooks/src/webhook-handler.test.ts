import { isLuxCoreError } from '@luxcore/errors';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DeliveryStore } from './deliveries/delivery-store.ts';
import { memoryDeliveryStore } from './deliveries/memory-delivery-store.ts';
import { signDelivery } from './sign-delivery.ts';
import type { WebhookHandlerOptions } from './handler-options.ts';
import { createWebhookHandler } from './webhook-handler.ts';

const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSBlbmRwb2ludA==';

function payment(id = 'pay_1', version = 1, event = 'payment.completed') {
  return {
    id: `evt_${id}_${String(version)}`,
    event,
    payment: { id, status: 'completed', status_version: version },
  };
}

function delivery(event: object = payment(), secret = SECRET) {
  return signDelivery({ event: event as Record<string, unknown>, secret });
}

function post(signed: ReturnType<typeof delivery>): Request {
  return new Request('http://shop.example/webhooks', { method: 'POST', ...signed });
}

/** A handler that keeps what it is told. */
function setUp(options: Partial<WebhookHandlerOptions> = {}) {
  const errors: { code: unknown; message: string; event: string | undefined }[] = [];
  const completed = vi.fn();
  const handler = createWebhookHandler({
    secrets: SECRET,
    on: { 'payment.completed': completed },
    onError: (error, event) => {
      const { message } = error as Error;
      const code = isLuxCoreError(error) ? error.code : undefined;
      errors.push({ code, message, event: event?.id });
    },
    ...options,
  });
  const send = (signed = delivery()) => handler.receive({ method: 'POST', ...signed });
  return { handler, errors, completed, send };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('createWebhookHandler', () => {
  it('answers a Fetch request, and hands its event to the function of its name', async () => {
    const { handler, completed, errors } = setUp();
    const response = await handler(post(delivery()));
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(completed).toHaveBeenCalledTimes(1);
    expect(completed.mock.calls[0]?.[0]).toEqual({ ...payment(), type: 'payment.completed' });
    expect(errors).toEqual([]);
  });

  it('is told when its lease ends', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
    const seen: boolean[] = [];
    const timeout = vi.spyOn(AbortSignal, 'timeout');
    const { send } = setUp({
      leaseMs: 5_000,
      on: {
        'payment.completed': (_event, context) => {
          vi.setSystemTime(Date.now() + 2_000);
          seen.push(context.signal.aborted, context.signal === context.signal);
        },
      },
    });
    await send();
    expect(seen).toEqual([false, true]);
    expect(timeout.mock.calls).toEqual([[3_000]]);
  });

  it('takes the least that an option may be', () => {
    expect(setUp({ leaseMs: 1, maxBytes: 1 }).handler.maxBytes).toBe(1);
  });

  it('looks for no payment in an event that is not about one', async () => {
    const onUnknown = vi.fn();
    const balance = vi.fn();
    const completed = vi.fn();
    const on = { 'payment.completed': completed, 'balance.updated': balance };
    const { send } = setUp({ onUnknown, on });
    await send(delivery(payment('pay_1', 5)));
    const old = { payment: { id: 'pay_1', status_version: 1 } };
    expect(await send(delivery({ id: 'evt_a', event: 'payment.heard', ...old }))).toMatchObject({
      status: 200,
    });
    await send(delivery({ id: 'evt_b', event: 'balance.updated', balance: {}, ...old }));
    expect([completed, onUnknown, balance].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
  });

  it('handles no older status after a newer one for which there is no function', async () => {
    const { send, completed } = setUp();
    const refunded = payment('pay_1', 4, 'payment.refunded');
    expect(await send(delivery(refunded))).toEqual({ status: 200, headers: {} });
    expect(await send(delivery(payment('pay_1', 3)))).toEqual({ status: 200, headers: {} });
    expect(completed).not.toHaveBeenCalled();
    await send(delivery(payment('pay_1', 5)));
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it.each([undefined, null, 'RUN', 'acknowledged'])(
    'answers 503 where the store says %s, which is no decision',
    async (decision) => {
      const begin = () => Promise.resolve(decision as 'run');
      const deliveries = { ...memoryDeliveryStore(), begin };
      const { send, completed, errors } = setUp({ deliveries });
      expect((await send()).status).toBe(503);
      expect(completed).not.toHaveBeenCalled();
      expect(errors[0]?.message).toContain('deliveries.begin');
    },
  );

  it('says what happened to a request whose body was read, and blames its own options', async () => {
    const { handler, errors } = setUp();
    const request = post(delivery());
    await request.text();
    expect((await handler(request)).status).toBe(500);
    expect(errors[0]?.message).toContain('received a request whose body was read');
    const broken = setUp({ toleranceSeconds: -1 });
    expect((await broken.send()).status).toBe(500);
    expect(broken.errors[0]?.code).toBe('INVALID_OPTION');
  });

  it('waits for no body of a request that is no POST', async () => {
    const { handler } = setUp();
    const body = vi.fn(() => 'x');
    const answer = await handler.receive({ method: 'GET', headers: {}, body });
    expect([answer.status, body.mock.calls.length]).toEqual([405, 0]);
    const failing = Promise.reject(new Error('nobody waits for it'));
    expect((await handler.receive({ method: 'PUT', headers: {}, body: failing })).status).toBe(405);
  });

  it('handles a second copy no more', async () => {
    const { send, completed } = setUp();
    expect((await send()).status).toBe(200);
    expect(await send()).toEqual({ status: 200, headers: {} });
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it('answers 503 to a copy that arrives while the first is handled', async () => {
    let end: () => void = () => undefined;
    const completed = vi.fn(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    const { send } = setUp({ on: { 'payment.completed': completed } });
    const first = send();
    await vi.waitFor(() => {
      expect(completed).toHaveBeenCalled();
    });
    expect((await send()).status).toBe(503);
    end();
    expect((await first).status).toBe(200);
    expect((await send()).status).toBe(200);
    expect(completed).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('has an event sent again whose function %s', async (_, fail) => {
    const completed = vi.fn<() => unknown>().mockImplementationOnce(fail);
    const { send, errors } = setUp({ on: { 'payment.completed': completed } });
    expect((await send()).status).toBe(500);
    expect(errors).toEqual([{ code: undefined, message: 'no', event: 'evt_pay_1_1' }]);
    expect((await send()).status).toBe(200);
    expect(completed).toHaveBeenCalledTimes(2);
  });

  it('handles no older status after a newer one', async () => {
    const { send, completed } = setUp();
    expect((await send(delivery(payment('pay_1', 3)))).status).toBe(200);
    expect((await send(delivery(payment('pay_1', 2)))).status).toBe(200);
    expect((await send(delivery(payment('pay_2', 1)))).status).toBe(200);
    expect(completed.mock.calls.map(([event]) => (event as { id: string }).id)).toEqual([
      'evt_pay_1_3',
      'evt_pay_2_1',
    ]);
  });

  it('takes the payment of an event that is about something else for no payment', async () => {
    const closed = vi.fn();
    const { send } = setUp({ on: { 'ticket.closed': closed } });
    for (const [index, other] of [null, 7, { id: 7 }, 'pay_1'].entries()) {
      const event = {
        id: `evt_${String(index)}`,
        event: 'ticket.closed',
        ticket: {},
        payment: other,
      };
      expect((await send(delivery(event))).status).toBe(200);
    }
    expect(closed).toHaveBeenCalledTimes(4);
  });

  it('acknowledges what has no function, and remembers nothing of it but the status of a payment', async () => {
    const deliveries = memoryDeliveryStore();
    const { send, completed } = setUp({ deliveries });
    for (const event of ['new.event', 'balance.updated']) {
      expect((await send(delivery({ id: 'e', event, balance: {} }))).status).toBe(200);
    }
    expect(deliveries.size).toBe(0);
    expect((await send(delivery(payment('pay_1', 9, 'payment.failed')))).status).toBe(200);
    expect(deliveries.size).toBeGreaterThan(0);
    expect(completed).not.toHaveBeenCalled();
  });

  it('hands an unknown event to onUnknown, once', async () => {
    const onUnknown = vi.fn();
    const { send } = setUp({ onUnknown });
    const event = { id: 'evt_9', event: 'payout.created', payment: { id: 7 } };
    for (let copy = 0; copy < 2; copy++) expect((await send(delivery(event))).status).toBe(200);
    expect(onUnknown).toHaveBeenCalledTimes(1);
    expect(onUnknown.mock.calls[0]?.[0]).toEqual({ ...event, type: 'unknown' });
  });

  it('tells the function which secret signed, and when its lease ends', async () => {
    let signal: AbortSignal | undefined;
    const seen: number[] = [];
    const { send } = setUp({
      secrets: ['whsec_bmV3', SECRET],
      leaseMs: 20,
      on: {
        'payment.completed': async (_event, context) => {
          seen.push(context.secretIndex);
          signal = context.signal;
          expect(context.signal).toBe(signal);
          expect(signal.aborted).toBe(false);
          await new Promise((resolve) => {
            signal?.addEventListener('abort', resolve);
          });
        },
      },
    });
    expect((await send()).status).toBe(200);
    expect(seen).toEqual([1]);
    expect(signal?.aborted).toBe(true);
  });

  it('names what is missing to a function that asks for its signal, and handles the event without', async () => {
    vi.stubGlobal('AbortSignal', undefined);
    const { send, errors } = setUp({
      on: {
        'payment.completed': (_event, context) => {
          expect(() => context.signal).toThrow(
            expect.objectContaining({
              name: 'ConfigurationError',
              message: 'AbortSignal: expected a function, received undefined',
            }) as Error,
          );
        },
      },
    });
    expect((await send()).status).toBe(200);
    expect(errors).toEqual([]);
  });

  it.each<[number, string, Parameters<ReturnType<typeof setUp>['handler']['receive']>[0]]>([
    [401, 'INVALID_SIGNATURE', { ...delivery(payment(), 'whsec_b3RoZXI=') }],
    [401, 'MISSING_HEADER', { headers: {}, body: '{}' }],
    [400, 'INVALID_EVENT', signDelivery({ body: 'no JSON', secret: SECRET })],
    [500, 'RAW_BODY_REQUIRED', { headers: delivery().headers, body: payment() as never }],
  ])('answers %i and no more to what is %s, and tells onError', async (status, code, sent) => {
    const { handler, errors, completed } = setUp();
    expect(await handler.receive(sent)).toEqual({ status, headers: {} });
    expect(errors.map((error) => error.code)).toEqual([code]);
    expect(completed).not.toHaveBeenCalled();
  });

  it('answers 405 to what is no POST', async () => {
    const { handler } = setUp();
    for (const method of ['GET', 'PUT', 'post']) {
      expect(await handler.receive({ method, ...delivery() })).toEqual({
        status: 405,
        headers: { Allow: 'POST' },
      });
    }
    const response = await handler(new Request('http://shop.example/webhooks'));
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
  });

  it('leaves no rejection behind where it answers 405 to a body that is too long', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => {
      rejections.push(reason);
    };
    process.on('unhandledRejection', note);
    try {
      const { handler } = setUp();
      const body = 'x'.repeat(2_000_000);
      const request = new Request('http://shop.example/webhooks', { method: 'PUT', body });
      expect((await handler(request)).status).toBe(405);
      const broken = Promise.reject(new Error('ECONNRESET'));
      expect((await handler.receive({ method: 'GET', headers: {}, body: broken })).status).toBe(
        405,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      process.off('unhandledRejection', note);
    }
    expect(rejections).toEqual([]);
  });

  it('takes a body of 1 MiB, and none that is longer', async () => {
    const { handler, errors } = setUp();
    expect(handler.maxBytes).toBe(1_048_576);
    const body = (bytes: number) => {
      const text = JSON.stringify({ ...payment(), note: '' });
      return signDelivery({
        body: text.replace('"note":""', () => `"note":"${'x'.repeat(bytes - text.length)}"`),
        secret: SECRET,
      });
    };
    expect((await handler.receive(body(1_048_576))).status).toBe(200);
    expect((await handler.receive(body(1_048_577))).status).toBe(413);
    expect((await handler(post(body(2_000_000)))).status).toBe(413);
    expect(errors.at(-1)?.code).toBe('PAYLOAD_TOO_LARGE');
    const small = setUp({ maxBytes: 10 });
    expect((await small.send()).status).toBe(413);
  });

  it('refuses a request whose body was read', async () => {
    const { handler, errors } = setUp();
    const request = post(delivery());
    await request.text();
    expect((await handler(request)).status).toBe(500);
    expect(errors[0]?.code).toBe('RAW_BODY_REQUIRED');
    expect(errors[0]?.message).toContain('call the handler before it is read');
  });

  it('waits for a body that is promised, and refuses one that breaks off', async () => {
    const { handler, errors } = setUp();
    const { headers, body } = delivery();
    expect((await handler.receive({ headers, body: Promise.resolve(body) })).status).toBe(200);
    const broken = Promise.reject(new Error('ECONNRESET'));
    expect((await handler.receive({ headers, body: broken })).status).toBe(500);
    expect(errors.at(-1)?.message).toBe('ECONNRESET');
  });

  it('needs its secret at the first delivery, and not before', async () => {
    const { send, errors } = setUp({ secrets: undefined as never });
    expect((await send()).status).toBe(500);
    expect(errors[0]?.code).toBe('INVALID_WEBHOOK_SECRET');
  });

  it.each(['begin', 'complete', 'release'] as const)(
    'answers with an error where %s of the store fails',
    async (method) => {
      const store: DeliveryStore = { ...memoryDeliveryStore() };
      store[method] = () => {
        throw new Error('the store is away');
      };
      const fails = method === 'release';
      const { send, errors } = setUp({
        deliveries: store,
        on: {
          'payment.completed': () => {
            if (fails) throw new Error('no');
          },
        },
      });
      expect((await send()).status).toBe(503);
      expect(errors.at(-1)).toEqual({
        code: undefined,
        message: 'the store is away',
        event: 'evt_pay_1_1',
      });
    },
  );

  it('has an event handled again whose lease ended', async () => {
    let time = Date.now();
    const started: (() => void)[] = [];
    const completed = vi.fn(() => new Promise<void>((resolve) => started.push(resolve)));
    const { send } = setUp({
      now: () => time,
      leaseMs: 1000,
      on: { 'payment.completed': completed },
    });
    const first = send();
    await vi.waitFor(() => {
      expect(started).toHaveLength(1);
    });
    time += 1001;
    const second = send();
    await vi.waitFor(() => {
      expect(started).toHaveLength(2);
    });
    for (const end of started) end();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
  });

  it('survives an onError that fails', async () => {
    const { handler } = setUp({
      onError: () => {
        throw new Error('the log is full');
      },
    });
    expect((await handler.receive({ headers: {}, body: '' })).status).toBe(401);
  });

  it.each<[string, object]>([
    [
      "on['payment.completed']: expected a function, received a",
      { on: { 'payment.completed': 'x' } },
    ],
    ['on: expected an object', { on: undefined }],
    ['on: expected an object', { on: null }],
    ['on: expected events of payment.created, ', { on: { 'payment.complete': () => undefined } }],
    ['onUnknown: expected a function', { onUnknown: 1 }],
    ['onError: expected a function', { onError: 'log' }],
    ['deliveries: expected a DeliveryStore', { deliveries: { begin: () => 'run' } }],
    ['deliveries: expected a DeliveryStore', { deliveries: null }],
    ['leaseMs: expected whole milliseconds from 1', { leaseMs: 0 }],
    ['leaseMs: expected whole milliseconds from 1', { leaseMs: 1.5 }],
    ['leaseMs: expected whole milliseconds from 1', { leaseMs: 2_147_483_648 }],
    ['maxBytes: expected a whole number of bytes from 1', { maxBytes: 0 }],
  ])('refuses options: %s', (message, options) => {
    const expected = message.endsWith('received a') ? message.slice(0, -2) : message;
    expect(() => setUp(options)).toThrow(expected);
    expect(() => setUp(options)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }) as Error,
    );
  });

  it('takes undefined for options that are left out', async () => {
    const nothing = { on: { 'payment.failed': undefined }, onUnknown: undefined };
    const { send } = setUp({ ...nothing, leaseMs: undefined, deliveries: undefined });
    expect((await send()).status).toBe(200);
  });
});

describe('what is told where no onError is given', () => {
  async function told(sent: Parameters<ReturnType<typeof setUp>['handler']['receive']>[0]) {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { handler } = setUp({
      onError: undefined,
      on: {
        'payment.completed': () => {
          throw new Error('no');
        },
      },
    });
    await handler.receive(sent);
    const messages = log.mock.calls.map(([error]) => (error as Error).message);
    log.mockRestore();
    return messages;
  }

  it('is the fault of a function, of a parser before it, and of a signed body', async () => {
    expect(await told(delivery())).toEqual(['no']);
    expect(await told({ headers: {}, body: {} as never })).toHaveLength(1);
    expect(await told(signDelivery({ body: '[]', secret: SECRET }))).toHaveLength(1);
  });

  it('is not the fault of a stranger', async () => {
    expect(await told({ headers: {}, body: '' })).toEqual([]);
    expect(await told(delivery(payment(), 'whsec_b3RoZXI='))).toEqual([]);
    expect(await told(signDelivery({ body: 'x'.repeat(2_000_000), secret: SECRET }))).toEqual([]);
  });

  it('is what a function throws, whatever it is', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { WebhookVerificationError } = await import('@luxcore/errors');
    const thrown = new WebhookVerificationError('no', { code: 'INVALID_SIGNATURE' });
    for (const error of [thrown, 'a text', Object.assign(new Error('x'), { code: 'ECONNRESET' })]) {
      const { send } = setUp({
        onError: undefined,
        on: {
          'payment.completed': () => {
            throw error as Error;
          },
        },
      });
      expect((await send()).status).toBe(500);
      expect(log).toHaveBeenLastCalledWith(error);
    }
    log.mockRestore();
  });

  it.each(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'UND_ERR_SOCKET'])(
    'is not %s while a body is read',
    async (code) => {
      const error = Object.assign(new Error('gone'), { code });
      expect(await told({ headers: {}, body: () => Promise.reject(error) })).toEqual([]);
    },
  );

  it('is a body that fails with no error at all', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { handler } = setUp({ onError: undefined });
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- anything can be thrown
    await handler.receive({ headers: {}, body: () => Promise.reject({ code: 'ECONNRESET' }) });
    expect(log).toHaveBeenCalledTimes(1);
    log.mockRestore();
  });

  it('is not that a sender hung up, but any other body that cannot be read', async () => {
    const failing = (error: Error) => told({ headers: {}, body: () => Promise.reject(error) });
    expect(await failing(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }))).toEqual([]);
    expect(await failing(new DOMException('aborted', 'AbortError'))).toEqual([]);
    expect(await failing(new TypeError('no stream'))).toEqual(['no stream']);
  });
});
