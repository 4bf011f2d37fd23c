import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { DEPOSIT, KEY, MERCHANT_ID, paymentOf, SECRET, WITHDRAWAL } from '../../tests/samples.ts';
import { refusal, scripted, type Step } from '../../tests/scripted-fetch.ts';
import { apiKey, createClient, hmac, type ClientOptions } from '../index.ts';

const MADE = { status: 201, body: paymentOf(WITHDRAWAL) };
const FOUND = { status: 200, body: paymentOf(WITHDRAWAL) };
const LOST = new Error('socket hang up');

function clientOf(steps: readonly Step[], options: Partial<ClientOptions> = {}) {
  const { fetch, seen } = scripted(...steps);
  const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
  return { client: createClient({ auth, fetch, ...options } as ClientOptions<typeof auth>), seen };
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
});

// Pain: POST retried without an idempotency guard (octokit plugin-retry, square): a payment made twice.
describe('a payment whose answer was lost', () => {
  const ambiguities: [name: string, step: Step][] = [
    ['a lost connection', LOST],
    ['a 500', refusal(500, 'DATABASE_ERROR')],
    ['a 502 of a proxy', () => new Response('<html>', { status: 502 })],
    ['a 503', refusal(503, 'SERVICE_UNAVAILABLE')],
    ['a 408', { status: 408 }],
    ['half a JSON text', () => new Response('{"transaction_id": "pay', { status: 201 })],
    [
      'HTML in place of JSON',
      () => new Response('<p>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    ['an empty 200', () => new Response('')],
    ['a copy that came before', refusal(401, 'NONCE_REUSED')],
    [
      'half a refusal, which may be that of a second copy',
      () => new Response('{"statusCode":401,"mess', { status: 401 }),
    ],
  ];

  it.each(ambiguities)('is sent again after %s: the same bytes, newly signed', async (_, step) => {
    const { client, seen } = clientOf([step, FOUND]);
    const { data, attempts } = await client.payments.create(WITHDRAWAL).withResponse();
    expect(data.outcome).toBe('recovered');
    expect(attempts).toBe(2);
    expect(seen).toHaveLength(2);
    const [first, second] = seen;
    expect(second?.body).toBe(first?.body);
    expect(second?.url).toBe(first?.url);
    expect(second?.headers['X-Nonce']).not.toBe(first?.headers['X-Nonce']);
    expect(second?.headers['X-Signature']).not.toBe(first?.headers['X-Signature']);
  });

  // Deno's fetch repeats a request of itself where a kept connection ends (denoland/deno#32566).
  it('is sent again where a copy of an attempt came before it, first or later', async () => {
    const copied = refusal(401, 'NONCE_REUSED');
    const { client, seen } = clientOf([LOST, copied, FOUND]);
    expect((await client.payments.create(WITHDRAWAL)).outcome).toBe('recovered');
    expect(seen).toHaveLength(3);
    const endless = clientOf([copied, copied, copied, FOUND]);
    expect(await errorOf(endless.client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(endless.seen).toHaveLength(3);
  });

  it('is created where the first attempt had not made it', async () => {
    const { client } = clientOf([LOST, MADE]);
    expect((await client.payments.create(WITHDRAWAL)).outcome).toBe('created');
  });

  it('exists where no attempt of this call was lost', async () => {
    const { client } = clientOf([refusal(429, 'RATE_LIMIT_EXCEEDED'), FOUND]);
    expect((await client.payments.create(WITHDRAWAL)).outcome).toBe('existing');
  });

  // The funds may be frozen by the first attempt, which is why the second does not find them.
  it.each([
    [400, 'INSUFFICIENT_BALANCE'],
    [400, 'LIMIT_EXCEEDED'],
    [403, 'INSUFFICIENT_SCOPE'],
    [401, 'INVALID_SIGNATURE'],
    [422, 'VALIDATION_ERROR'],
  ])('is unknown though a replay is refused with %i %s', async (status, code) => {
    const { client, seen } = clientOf([LOST, refusal(status, code)]);
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({
      name: 'OutcomeUnknownError',
      outcome: 'unknown',
      merchantReference: WITHDRAWAL.merchant_reference,
      cause: { code },
    });
    expect(seen).toHaveLength(2);
  });

  it('is a conflict where a replay finds another payment: this one is not live', async () => {
    const other = paymentOf({ ...WITHDRAWAL, amount: 1 });
    const { client } = clientOf([LOST, { status: 200, body: other }]);
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'MERCHANT_REFERENCE_CONFLICT', outcome: 'rejected' });
  });

  it('stays unknown when the retries are used up', async () => {
    const { client, seen } = clientOf([LOST]);
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { code: 'CONNECTION_FAILED' } });
    expect(seen).toHaveLength(3);
  });

  it('stays unknown through what does not reach LuxCore any more', async () => {
    const refused = Object.assign(new TypeError('x'), { cause: { code: 'ECONNREFUSED' } });
    vi.stubGlobal('fetch', scripted(LOST, refused).fetch);
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const error = await errorOf(createClient({ auth }).payments.create(WITHDRAWAL));
    vi.unstubAllGlobals();
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', cause: { outcome: 'not_sent' } });
  });

  it('is not sent again after an answer that no replay mends', async () => {
    for (const step of [{ status: 302 }, { status: 501 }, { status: 409 }]) {
      const { client, seen } = clientOf([step, FOUND]);
      expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
        outcome: 'unknown',
      });
      expect(seen).toHaveLength(1);
    }
  });

  // Later, the reference may have been used again: the replay would make another payment.
  it('is not sent again after replayWindowMs', async () => {
    let time = Date.now();
    const late: Step = () => {
      time += 2001;
      throw LOST;
    };
    const { client, seen } = clientOf([late, FOUND], { replayWindowMs: 2000, now: () => time });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(seen).toHaveLength(1);
  });

  it('is sent again at the end of replayWindowMs, also where the clock was set back', async () => {
    for (const passed of [1900, -3_600_000]) {
      let time = Date.now();
      const late: Step = () => {
        time += passed;
        throw LOST;
      };
      const { client } = clientOf([late, FOUND], { replayWindowMs: 2000, now: () => time });
      expect((await client.payments.create(WITHDRAWAL)).outcome).toBe('recovered');
    }
  });

  it('is not sent again where the wait would end after replayWindowMs', async () => {
    const down = refusal(503, 'SERVICE_UNAVAILABLE', { 'Retry-After': '3' });
    const late = clientOf([down, FOUND], { replayWindowMs: 2000 });
    expect(await errorOf(late.client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(late.seen).toHaveLength(1);

    const busy = refusal(503, 'SERVICE_UNAVAILABLE');
    const slow: Step = () => Response.json({}, { status: 429, headers: { 'Retry-After': '3' } });
    const { client, seen } = clientOf([busy, slow, FOUND], { replayWindowMs: 2000 });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(2);
  });

  it('sends one request without retries', async () => {
    for (const step of [LOST, refusal(429, 'X'), refusal(401, 'NONCE_REUSED'), { status: 500 }]) {
      const { client, seen } = clientOf([step, FOUND], { maxRetries: 0 });
      await errorOf(client.payments.create(WITHDRAWAL));
      expect(seen).toHaveLength(1);
    }
    // Pain: numRetries: 0 still retries (svix).
    const { client, seen } = clientOf([LOST]);
    await errorOf(client.payments.create(WITHDRAWAL, { maxRetries: 0 }));
    expect(seen).toHaveLength(1);
  });
});

describe('a deposit without a reference', () => {
  const { merchant_reference: _, ...NAMELESS } = DEPOSIT;
  const echo: Step = ({ body }) =>
    Response.json(paymentOf(JSON.parse(body ?? '') as object), { status: 201 });

  it('is told of before it is sent, and replayed under the same', async () => {
    const order: string[] = [];
    const { client, seen } = clientOf([LOST, echo], {
      onEvent: async (event) => {
        if (event.type !== 'reference') return;
        await new Promise((resolve) => setTimeout(resolve, 5));
        order.push(event.merchantReference, String(seen.length));
      },
    });
    const payment = await client.payments.create(NAMELESS);
    expect(order).toEqual([payment.merchant_reference, '0']);
    expect(seen.map(({ body }) => JSON.parse(body ?? '') as unknown)).toEqual([
      { ...NAMELESS, merchant_reference: payment.merchant_reference },
      { ...NAMELESS, merchant_reference: payment.merchant_reference },
    ]);
  });

  it('is not sent where nobody could take note of its reference', async () => {
    const { client, seen } = clientOf([echo], {
      onEvent: () => {
        throw new Error('disk full');
      },
    });
    const error = await errorOf(client.payments.create(NAMELESS));
    expect(error).toMatchObject({ code: 'HOOK_FAILED', outcome: 'not_sent' });
    expect(error.message).toMatch(/^onEvent/);
    expect(seen).toHaveLength(0);
  });
});

describe('what is no creation', () => {
  const client = (...steps: Step[]) => {
    const { fetch, seen } = scripted(...steps);
    return { client: createClient({ auth: apiKey(KEY), fetch }), seen };
  };

  it('is read again after whatever went wrong on the way', async () => {
    const { client: reader, seen } = client(LOST, { status: 503 }, FOUND);
    expect((await reader.payments.get('pay_1')).transaction_id).toBe('pay_1234567890_abcdefgh');
    expect(seen).toHaveLength(3);
  });

  it('is unknown where a replay is refused: the first may have been carried out', async () => {
    const { client: canceller } = client(LOST, refusal(400, 'PAYMENT_ALREADY_PROCESSED'));
    const error = await errorOf(canceller.payments.cancel('pay_1'));
    expect(error).toMatchObject({
      name: 'OutcomeUnknownError',
      outcome: 'unknown',
      cause: { code: 'PAYMENT_ALREADY_PROCESSED' },
    });
    expect(error.message).toContain('POST /api/v1/payments/pay_1/cancel');
  });

  it('is the refusal of a read though an attempt before was lost', async () => {
    const { client: reader } = client(LOST, refusal(404, 'NOT_FOUND'));
    expect(await errorOf(reader.payments.get('pay_1'))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
