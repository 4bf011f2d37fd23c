import { describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { DEPOSIT, KEY, MERCHANT_ID, paymentOf, SECRET } from '../../tests/samples.ts';
import { refusal, scripted, type Step } from '../../tests/scripted-fetch.ts';
import { apiKey, createClient, hmac, type Middleware, type MiddlewareRequest } from '../index.ts';

const MADE = { status: 201, body: paymentOf(DEPOSIT) };

function clientOf(middleware: Middleware[], ...steps: Step[]) {
  const { fetch, seen } = scripted(...steps);
  const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
  return { client: createClient({ auth, fetch, middleware, timeoutMs: 200 }), seen };
}

describe('middleware', () => {
  it('sees each attempt after its signature, the first of the list outermost', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const order: string[] = [];
    const nonces = new Set<string | undefined>();
    const named =
      (name: string): Middleware =>
      async (request, next) => {
        order.push(`${name} ${request.operation} ${String(request.attempt)}`);
        nonces.add(request.headers['X-Nonce']);
        const response = await next();
        order.push(`${name} ${String(response.status)}`);
        return response;
      };
    const { client } = clientOf([named('a'), named('b')], refusal(503, 'X'), MADE);
    await client.payments.create(DEPOSIT);
    expect(order).toEqual([
      'a payments.create 1',
      'b payments.create 1',
      'b 503',
      'a 503',
      'a payments.create 2',
      'b payments.create 2',
      'b 201',
      'a 201',
    ]);
    expect(nonces.size).toBe(2);
  });

  it('is told the reference of a payment before it is sent, also one that was made for it', async () => {
    const told: unknown[] = [];
    const journal: Middleware = async ({ merchantReference }, next) => {
      await Promise.resolve();
      told.push(merchantReference, seen.length);
      return next();
    };
    const { merchant_reference: reference, ...unnamed } = DEPOSIT;
    const { client, seen } = clientOf([journal], refusal(500, 'DATABASE_ERROR'));
    const once = { maxRetries: 0 };
    await errorOf(client.payments.create(DEPOSIT, once));
    await errorOf(client.payments.create(unnamed, once));
    await errorOf(client.balance.get(undefined, once));
    expect(told).toEqual([reference, 0, expect.stringMatching(/^luxcore-/), 1, undefined, 2]);
  });

  it('adds headers, and cannot take away those that are signed', async () => {
    const { client, seen } = clientOf(
      [(request, next) => next({ ...request, headers: { traceparent: '00-1-2-01' } })],
      MADE,
    );
    await client.payments.create(DEPOSIT);
    expect(seen[0]?.headers).toMatchObject({
      traceparent: '00-1-2-01',
      'Content-Type': 'application/json',
    });
    expect(seen[0]?.headers['X-Signature']).toMatch(/^hmac_sha256=/);
  });

  it('replaces an answer', async () => {
    const { client, seen } = clientOf([
      () => ({
        status: 201,
        headers: { 'content-type': 'application/json' },
        body: new TextEncoder().encode(JSON.stringify(paymentOf(DEPOSIT))),
      }),
    ]);
    expect((await client.payments.create(DEPOSIT)).outcome).toBe('created');
    expect(seen).toHaveLength(0);
  });

  const changes: [
    name: string,
    change: (request: MiddlewareRequest) => Partial<MiddlewareRequest>,
  ][] = [
    ['the method', () => ({ method: 'PUT' })],
    ['the URL', ({ url }) => ({ url: `${url}?page=2` })],
    ['the origin', ({ url }) => ({ url: url.replace('api.', 'evil.') })],
    ['the body', () => ({ body: new TextEncoder().encode('{}') })],
    ['the body away', () => ({ body: undefined })],
    ['the body into a text', () => ({ body: '{}' as never })],
    [
      'a byte of the body in place',
      ({ body }) => {
        body?.fill(32, 0, 1);
        return {};
      },
    ],
    ['the signature', () => ({ headers: { 'X-Signature': 'hmac_sha256=00' } })],
    [
      'the name of a signed header',
      ({ headers }) => ({ headers: { 'x-nonce': headers['X-Nonce'] ?? '' } }),
    ],
    ['the content type', () => ({ headers: { 'Content-Type': 'text/plain' } })],
  ];
  // Pain: fetch sends a stale signature, and auth headers go to another origin (mhart/aws4fetch#51).
  it.each(changes)('that changes %s is refused, and nothing is sent', async (_, change) => {
    const { client, seen } = clientOf(
      [(request, next) => next({ ...request, ...change(request) })],
      MADE,
    );
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'REQUEST_CHANGED', outcome: 'not_sent' });
    expect(seen).toHaveLength(0);
  });

  it('that adds a header of two lines is refused', async () => {
    const { client, seen } = clientOf(
      [(request, next) => next({ ...request, headers: { a: 'b\r\nc: d' } })],
      MADE,
    );
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      code: 'INVALID_OPTION',
    });
    expect(seen).toHaveLength(0);
  });

  it('that sends twice is refused, and nobody knows what the first has done', async () => {
    const twice: Middleware = async (_, next) => {
      await next();
      return next();
    };
    const { client, seen } = clientOf([twice], MADE);
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { code: 'REQUEST_CHANGED' } });
    expect(seen).toHaveLength(1);
  });

  it('that throws rejects, and what is known depends on whether it was sent', async () => {
    const before = clientOf([() => Promise.reject(new Error('broken'))], MADE);
    expect(await errorOf(before.client.payments.create(DEPOSIT))).toMatchObject({
      code: 'HOOK_FAILED',
      outcome: 'not_sent',
    });
    const after = clientOf(
      [
        async (_, next) => {
          await next();
          throw new Error('broken');
        },
      ],
      MADE,
    );
    expect(await errorOf(after.client.payments.create(DEPOSIT))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      cause: { code: 'HOOK_FAILED' },
    });
  });

  it('that passes on what went wrong changes nothing about it', async () => {
    const { client } = clientOf([(_, next) => next()], refusal(400, 'INSUFFICIENT_BALANCE'));
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      code: 'INSUFFICIENT_BALANCE',
      outcome: 'rejected',
    });
  });

  it('that hangs ends with the time of the attempt', async () => {
    const { client } = clientOf([() => new Promise<never>(() => undefined)], MADE);
    const error = await errorOf(client.payments.create(DEPOSIT, { maxRetries: 0 }));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'not_sent' });
  });

  it.each([undefined, null, {}, { status: 200 }, { status: 200, headers: {}, body: '{}' }])(
    'that answers with %o rejects',
    async (answer) => {
      const { client } = clientOf([() => answer as never], MADE);
      const error = await errorOf(client.payments.create(DEPOSIT, { maxRetries: 0 }));
      expect(error).toMatchObject({ code: 'HOOK_FAILED' });
    },
  );

  it('is refused where it is no list of functions', async () => {
    const client = createClient({ auth: apiKey(KEY), middleware: [{}] as never });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({ code: 'INVALID_OPTION' });
    expect(error.message).toMatch(/^middleware: /);
  });
});
