import { inspect } from 'node:util';
import type { CreatePayment } from '@luxcore/contract';
import { describe, expect, it, vi } from 'vitest';
import { errorOf, json, localServer, type Handler } from '../../tests/local-server.ts';
import {
  asFetch,
  DEPOSIT,
  KEY,
  MERCHANT_ID,
  paymentOf,
  SECRET,
  WITHDRAWAL,
} from '../../tests/samples.ts';
import { apiKey, createClient, hmac, type Client } from '../index.ts';

function clientWith(answer: (body: Record<string, unknown>) => Response): Client {
  const fetch = asFetch(async (request) =>
    answer((await request.json()) as Record<string, unknown>),
  );
  return createClient({ auth: apiKey(KEY), fetch });
}

const echo = clientWith((body) => Response.json(paymentOf(body), { status: 201 }));

describe('payments.create', () => {
  it('sends the body once, as it was when it was called', async () => {
    const server = await localServer(({ body }, response) => {
      json(response, 201, paymentOf(JSON.parse(body.toString()) as object));
    });
    const client = createClient({ auth: apiKey(KEY), baseUrl: server.baseUrl });
    const body = { ...DEPOSIT, amount: DEPOSIT.amount as number };
    const call = client.payments.create(body);
    body.amount = 1;
    const payment = await call;
    await call;
    expect(payment).toEqual({ ...paymentOf(DEPOSIT), outcome: 'created' });
    expect(server.received.map((request) => request.body.toString())).toEqual([
      JSON.stringify(DEPOSIT),
    ]);
  });

  it('gives a deposit without a reference one, and tells it', async () => {
    const { merchant_reference: _, ...deposit } = DEPOSIT;
    const first = await echo.payments.create(deposit);
    const second = await echo.payments.create(deposit);
    expect(first.merchant_reference).toMatch(/^luxcore-[\da-f]{32}$/);
    expect(second.merchant_reference).not.toBe(first.merchant_reference);
    const failing = clientWith(() => new Response('', { status: 500 }));
    const error = await errorOf(failing.payments.create(deposit));
    expect(error).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      merchantReference: expect.stringMatching(/^luxcore-/) as unknown,
    });
  });

  it('asks for a reference where the runtime makes no random numbers', async () => {
    const { merchant_reference: _, ...deposit } = DEPOSIT;
    vi.stubGlobal('crypto', {});
    try {
      const error = await errorOf(echo.payments.create(deposit));
      expect(error).toMatchObject({ name: 'ConfigurationError', code: 'INVALID_OPTION' });
      expect(error.message).toMatch(/^merchant_reference: expected a reference of your own/);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('tells the reference though the answer does not repeat it', async () => {
    const client = clientWith(({ merchant_reference: _, ...body }) =>
      Response.json(paymentOf(body), { status: 201 }),
    );
    const payment = await client.payments.create(WITHDRAWAL);
    expect(payment.merchant_reference).toBe(WITHDRAWAL.merchant_reference);
  });

  it.each([0, -1, 1.5, 2 ** 53, Number.NaN, Infinity, '150000', '1500.00', 150n, null, undefined])(
    'refuses the amount %s',
    async (amount) => {
      const body = { ...DEPOSIT, amount } as unknown as CreatePayment;
      const error = await errorOf(echo.payments.create(body));
      expect(error).toMatchObject({ name: 'ValidationError', code: 'INVALID_AMOUNT' });
      expect(error).toMatchObject({ outcome: 'not_sent', issues: [{ path: 'amount' }] });
      expect(error.message).toMatch(
        /^amount: expected a positive integer in minor units, .*minorUnits/,
      );
    },
  );

  it.each([1, 2 ** 53 - 1])('takes the amount %d', async (amount) => {
    expect(await echo.payments.create({ ...DEPOSIT, amount })).toMatchObject({ amount });
  });

  it.each<[field: string, value: unknown]>([
    ['type', 'refund'],
    ['type', 'toString'],
    ['type', undefined],
    ['currency', ''],
    ['currency', 484],
    ['method', undefined],
    ['method', null],
    ['merchant_reference', ' '],
    ['merchant_reference', ''],
    ['merchant_reference', 5],
    ['merchant_reference', null],
  ])('refuses %s %j', async (field, value) => {
    const body = { ...DEPOSIT, [field]: value } as CreatePayment;
    expect(await errorOf(echo.payments.create(body))).toMatchObject({
      code: 'VALIDATION_ERROR',
      outcome: 'not_sent',
      issues: [{ path: field }],
      message: expect.stringMatching(new RegExp(`^${field}: expected .*, received `)) as unknown,
    });
  });

  it.each(['withdrawal', 'withdrawal_pp'])('refuses a %s without a reference', async (type) => {
    for (const merchant_reference of [undefined, null, '']) {
      const body = { ...WITHDRAWAL, type, merchant_reference } as unknown as CreatePayment;
      const error = await errorOf(echo.payments.create(body));
      expect(error).toMatchObject({ code: 'MERCHANT_REFERENCE_REQUIRED', outcome: 'not_sent' });
    }
  });

  it('refuses a body that JSON would change, and says where', async () => {
    const body = { ...DEPOSIT, metadata: { cart: [undefined] } };
    const error = await errorOf(echo.payments.create(body));
    expect(error).toMatchObject({ code: 'INVALID_REQUEST_BODY', outcome: 'not_sent' });
    expect(error.message).toMatch(/^metadata\.cart\[0\]: /);
  });

  it('refuses an inherited amount, which JSON would leave out', async () => {
    const body = Object.create(DEPOSIT) as CreatePayment;
    expect(await errorOf(echo.payments.create(body))).toMatchObject({ code: 'INVALID_AMOUNT' });
  });
});

describe('a reference that exists', () => {
  it('is the payment that exists, where it is the one that was asked for', async () => {
    const client = clientWith((body) => Response.json(paymentOf({ ...body, status: 'completed' })));
    expect(await client.payments.create(WITHDRAWAL)).toMatchObject({
      outcome: 'existing',
      status: 'completed',
    });
  });

  it.each<[field: string, value: unknown]>([
    ['amount', 150_001],
    ['currency', 'ARS'],
    ['method', 'bank_transfer'],
    ['type', 'deposit'],
  ])('is a conflict where its %s is %j', async (field, value) => {
    const client = clientWith((body) => Response.json(paymentOf({ ...body, [field]: value })));
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      name: 'PaymentError',
      code: 'MERCHANT_REFERENCE_CONFLICT',
      outcome: 'rejected',
      status: 200,
      merchantReference: WITHDRAWAL.merchant_reference,
      details: {
        expected: { amount: 150_000, type: 'withdrawal', currency: 'MXN', method: 'spei' },
        received: { [field]: value },
      },
    });
  });

  // Pain: who is told that it is a conflict pays a second time under a new reference.
  it.each([
    ['currency', 'mxn'],
    ['method', 'SPEI'],
    ['type', 'withdrawal_pp'],
  ])('is the payment that was asked for where its %s is %j', async (field, value) => {
    for (const [status, outcome] of [
      [200, 'existing'],
      [201, 'created'],
    ] as const) {
      const client = clientWith((body) =>
        Response.json(paymentOf({ ...body, [field]: value }), { status }),
      );
      expect(await client.payments.create(WITHDRAWAL)).toMatchObject({ outcome, [field]: value });
    }
  });

  it.each<[field: string, value: unknown]>([
    ['amount', undefined],
    ['amount', '150000'],
    ['currency', undefined],
    ['method', null],
    ['type', undefined],
    // Trimmed, cut or in another case: the same payment under a reference that was rewritten.
    ['merchant_reference', 'PAYOUT-1'],
  ])('is no conflict where its %s is %j: nobody knows', async (field, value) => {
    const client = clientWith((body) => Response.json(paymentOf({ ...body, [field]: value })));
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', status: 200 });
    expect(error.cause).toMatchObject({ message: expect.stringContaining(field) as unknown });
  });
});

describe('a new payment that is not the one that was asked for', () => {
  it.each<[field: string, value: unknown]>([
    ['amount', 15_000_000],
    ['amount', '150000'],
    ['currency', 'ARS'],
    ['method', 'bank_transfer'],
    ['type', 'deposit'],
    ['merchant_reference', 'payout-2'],
  ])('is no success where its %s is %j', async (field, value) => {
    const client = clientWith((body) =>
      Response.json(paymentOf({ ...body, [field]: value }), { status: 201 }),
    );
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', status: 201 });
    expect(error.cause).toMatchObject({ message: expect.stringContaining(field) as unknown });
  });

  it('is what was made where it says no more than its id', async () => {
    const client = clientWith(() => Response.json({ transaction_id: 'pay_1' }, { status: 201 }));
    expect(await client.payments.create(WITHDRAWAL)).toEqual({
      transaction_id: 'pay_1',
      merchant_reference: WITHDRAWAL.merchant_reference,
      outcome: 'created',
    });
  });
});

describe('an unknown outcome', () => {
  const faults: [name: string, handler: Handler, cause: string, status: number | undefined][] = [
    ['a timeout', () => undefined, 'REQUEST_TIMEOUT', undefined],
    ['a reset', (_, response) => response.destroy(), 'CONNECTION_FAILED', undefined],
    [
      'a 500',
      (_, response) => {
        json(response, 500, { statusCode: 500, message: 'x', error: 'DATABASE_ERROR' });
      },
      'DATABASE_ERROR',
      500,
    ],
    ['a 504 without a body', (_, response) => response.writeHead(504).end(), 'TIMEOUT', 504],
    [
      'a payment without an id',
      (_, response) => {
        json(response, 201, { success: true });
      },
      'UNREADABLE_RESPONSE',
      201,
    ],
    ['no content', (_, response) => response.writeHead(204).end(), 'UNREADABLE_RESPONSE', 204],
  ];

  // Pain: a payment made twice.
  it.each(faults)('is told after %s, with what to do', async (_, handler, code, status) => {
    const server = await localServer(handler);
    const { baseUrl } = server;
    const timeoutMs = code === 'REQUEST_TIMEOUT' ? 100 : 20_000;
    const v1 = createClient({ auth: apiKey(KEY), baseUrl, timeoutMs, maxRetries: 0 });
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const v2 = createClient({ auth, baseUrl, timeoutMs, maxRetries: 0 });
    const lookUp = { v1: 'Look for it with payments.list', v2: 'Wait for its webhook' };
    for (const [version, client] of Object.entries({ v1, v2 })) {
      const error = await errorOf(client.payments.create(WITHDRAWAL));
      expect(error).toMatchObject({
        name: 'OutcomeUnknownError',
        code: 'OUTCOME_UNKNOWN',
        outcome: 'unknown',
        retry: 'never',
        merchantReference: WITHDRAWAL.merchant_reference,
        cause: { code },
      });
      expect((error as { status?: number }).status).toBe(status);
      expect(error.message).toContain(
        'create it again soon with the same body and the firstSentAt of this error',
      );
      expect(error.message).toContain(lookUp[version as 'v1' | 'v2']);
    }
    expect(server.received).toHaveLength(2);
  });

  it('is told after the caller ended a call that was under way', async () => {
    const controller = new AbortController();
    const server = await localServer(() => {
      controller.abort();
    });
    const client = createClient({ auth: apiKey(KEY), baseUrl: server.baseUrl, maxRetries: 0 });
    const { signal } = controller;
    const error = await errorOf(client.payments.create(DEPOSIT, { signal }));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { code: 'ABORTED' } });
  });

  it('is none where a fetch of the caller throws an error that knows too much', async () => {
    const { ValidationError } = await import('@luxcore/errors');
    const fetch = vi.fn(() => Promise.reject(new ValidationError('x', { code: 'INVALID_AMOUNT' })));
    const client = createClient({ auth: apiKey(KEY), fetch, maxRetries: 0 });
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(inspect(error)).toContain('INVALID_AMOUNT');
  });

  // A transport that sends a copy again signs nothing anew: the first copy has the nonce.
  it.each([
    [
      401,
      'NONCE_REUSED',
      'create it again soon with the same body and the firstSentAt of this error',
    ],
    [400, 'DUPLICATE_REFERENCE', 'a payment of this reference exists'],
    [400, 'MERCHANT_REFERENCE_DUPLICATE', 'a payment of this reference exists'],
    [400, 'PAYMENT_ALREADY_EXISTS', 'a payment of this reference exists'],
    [400, 'PAYMENT_ALREADY_PROCESSED', 'a payment of this reference exists'],
  ])('is told after a %d %s: a copy may have come before', async (status, error, advice) => {
    const fetch = (): Response => Response.json({ error, transaction_id: 'pay_1' }, { status });
    const client = createClient({ auth: apiKey(KEY), fetch, maxRetries: 0 });
    const unknown = await errorOf(client.payments.create(WITHDRAWAL));
    expect(unknown).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      status,
      cause: { code: error, details: { transaction_id: 'pay_1' } },
    });
    expect(unknown.message).toContain(advice);
    expect(await errorOf(client.balance.all())).toMatchObject({ code: error, outcome: 'rejected' });
  });

  it.each([
    [400, 'PROVIDER_ERROR'],
    [400, 'TIMEOUT'],
    [400, 'SERVICE_UNAVAILABLE'],
    [408, 'X'],
    [409, 'CONFLICT'],
    [499, 'CLIENT_CLOSED_REQUEST'],
  ])('is told after a %d %s, which is no refusal that LuxCore documents', async (status, error) => {
    const client = clientWith(() => Response.json({ error }, { status }));
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      status,
    });
  });

  it('is none after a 4xx', async () => {
    const client = clientWith(() => Response.json({ error: 'LIMIT_EXCEEDED' }, { status: 400 }));
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      name: 'PaymentError',
      code: 'LIMIT_EXCEEDED',
      outcome: 'rejected',
    });
  });
});

describe('payments.get and payments.cancel', () => {
  it('call the payment by its id', async () => {
    const server = await localServer((_, response) => {
      json(response, 200, paymentOf(DEPOSIT));
    });
    const client = createClient({ auth: apiKey(KEY), baseUrl: server.baseUrl, maxRetries: 0 });
    await client.payments.get('pay_1');
    await client.payments.cancel('a/b?c');
    expect(server.received.map(({ method, path, body }) => [method, path, body.length])).toEqual([
      ['GET', '/api/v1/payments/pay_1', 0],
      ['POST', '/api/v1/payments/a%2Fb%3Fc/cancel', 0],
    ]);
  });

  it.each(['', '..', 'methods', undefined])('refuse the id %j', async (id) => {
    const error = await errorOf(echo.payments.get(id as never));
    expect(error).toMatchObject({ code: 'INVALID_PATH_PARAMETER', outcome: 'not_sent' });
  });

  it('keep the outcome of a cancellation that nobody knows', async () => {
    const client = createClient({
      auth: apiKey(KEY),
      fetch: () => new Response('', { status: 500 }),
    });
    const error = await errorOf(client.payments.cancel('pay_1'));
    expect(error).toMatchObject({ name: 'ServerError', outcome: 'unknown' });
  });
});
