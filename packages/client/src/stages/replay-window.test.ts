import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { WITHDRAWAL } from '../../tests/samples.ts';
import { refusal } from '../../tests/scripted-fetch.ts';
import { FOUND, LOST, MADE, signedClient } from '../../tests/signed-client.ts';
import { wait } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import {
  createLimiter,
  type ClientEvent,
  type CreatePaymentOptions,
  type Limiter,
  type Middleware,
} from '../index.ts';

withoutJitter();

describe('no replay later than replayWindowMs', () => {
  it('is sent after a wait in the limiter', async () => {
    const own = createLimiter();
    let asked = 0;
    const limiter: Limiter = {
      async acquire(request) {
        if (++asked > 1) await wait(200);
        return own.acquire(request);
      },
    };
    const { client, seen } = signedClient([LOST, FOUND], { replayWindowMs: 100, limiter });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });

  it('is sent after this very limiter has made it wait, with one place in the window', async () => {
    const limiter = createLimiter({ limits: { creation: [{ max: 1, windowMs: 300 }] } });
    const { client, seen } = signedClient([LOST, FOUND], { replayWindowMs: 100, limiter });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });

  it('is sent after the machine has slept during the backoff', async () => {
    let time = Date.now();
    const onEvent = (event: ClientEvent): void => {
      // The lid is closed: the wall clock has gone on when the timer fires.
      if (event.type === 'retry') time += 3_600_000;
    };
    const { client, seen } = signedClient([LOST, FOUND], { now: () => time, onEvent });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });

  it('is sent after a middleware has taken its time', async () => {
    const slow: Middleware = async (request, next) => {
      if (request.attempt > 1) await wait(200);
      return next(request);
    };
    const { client, seen } = signedClient([LOST, FOUND], {
      replayWindowMs: 100,
      middleware: [slow],
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });
});

describe('a payment that an earlier call has sent', () => {
  const MINUTE = 60_000;
  const REFUSED = refusal(400, 'INSUFFICIENT_BALANCE');

  it.each([
    [FOUND, 'recovered'],
    [MADE, 'created'],
  ])('is replayed by firstSentAt (%#)', async (answer, outcome) => {
    const { client, seen } = signedClient([answer]);
    const firstSentAt = Date.now() - MINUTE;
    expect(await client.payments.create(WITHDRAWAL, { firstSentAt })).toMatchObject({ outcome });
    expect(seen).toHaveLength(1);
  });

  it('is not refused by what the replay is refused for', async () => {
    const firstSentAt = Date.now() - MINUTE;
    const { client } = signedClient([REFUSED]);
    const error = await errorOf(client.payments.create(WITHDRAWAL, { firstSentAt }));
    expect(error).toMatchObject({
      name: 'OutcomeUnknownError',
      firstSentAt,
      merchantReference: WITHDRAWAL.merchant_reference,
      cause: { code: 'INSUFFICIENT_BALANCE' },
    });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ firstSentAt });
  });

  it('is what the error of that call is asked again with', async () => {
    const { client, seen } = signedClient([LOST, REFUSED, FOUND], { maxRetries: 1 });
    const before = Date.now();
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    const { firstSentAt } = error as { firstSentAt?: number };
    expect(firstSentAt).toBeGreaterThanOrEqual(before);
    expect(error.message).toContain('with the same body and the firstSentAt of this error');
    expect(await client.payments.create(WITHDRAWAL, { firstSentAt })).toMatchObject({
      outcome: 'recovered',
    });
    expect(new Set(seen.map(({ body }) => body))).toHaveLength(1);
    expect(seen).toHaveLength(3);
  });

  it.each([
    ['too long ago', -6 * MINUTE],
    ['at a time that is yet to come', MINUTE],
    ['by a number of seconds', -Date.now() * 0.999],
  ])('is not sent again %s, and is not known', async (_when, ago) => {
    const { client, seen } = signedClient([FOUND]);
    const firstSentAt = Math.floor(Date.now() + ago);
    const error = await errorOf(client.payments.create(WITHDRAWAL, { firstSentAt }));
    expect(error).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      cause: { code: 'REPLAY_WINDOW_CLOSED' },
    });
    expect(error.message).toContain('it is too late to send it again');
    expect(error.message).not.toContain('same body');
    expect(seen).toEqual([]);
  });

  it('has no more time than is left of its window', async () => {
    const slow: Middleware = async (request, next) => {
      if (request.attempt > 1) await wait(1_100);
      return next(request);
    };
    const { client, seen } = signedClient([LOST, FOUND], { middleware: [slow] });
    const firstSentAt = Date.now() - 5 * MINUTE + 1_000;
    expect(await errorOf(client.payments.create(WITHDRAWAL, { firstSentAt }))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      firstSentAt,
    });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['of fractions', () => Date.now() + 0.4],
    ['that a test has set', () => 1_777_420_800_000],
  ])('is replayed by what the error says by a clock %s', async (_which, now) => {
    const { client } = signedClient([LOST, FOUND], { maxRetries: 0, now });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    const { firstSentAt } = error as { firstSentAt?: number };
    expect(firstSentAt).toBe(Math.floor(firstSentAt ?? Number.NaN));
    expect(await client.payments.create(WITHDRAWAL, { firstSentAt })).toMatchObject({
      outcome: 'recovered',
    });
  });

  it('is known from a middleware that has sent it in its own way', async () => {
    let time = Date.now();
    const relay: Middleware = async (request, next) => {
      if (request.attempt > 1) return next(request);
      time += 400_000;
      return { status: 502, headers: {}, body: new Uint8Array(0) };
    };
    const { client, seen } = signedClient([FOUND], { middleware: [relay], now: () => time });
    const firstSentAt = time;
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      firstSentAt,
    });
    expect(seen).toEqual([]);
  });

  it('meets no middleware, limiter or listener once it is too late', async () => {
    const told: unknown[] = [];
    const middleware: Middleware = (request, next) => {
      told.push(request);
      return next(request);
    };
    const onEvent = (event: ClientEvent): void => void told.push(event);
    const { client } = signedClient([FOUND], { middleware: [middleware], onEvent });
    await errorOf(client.payments.create(WITHDRAWAL, { firstSentAt: Date.now() - 6 * MINUTE }));
    expect(told).toEqual([]);
  });

  it('leaves other operations as they are', async () => {
    const { client } = signedClient([refusal(404, 'NOT_FOUND')]);
    const options = { firstSentAt: Date.now() } as object;
    expect(await errorOf(client.balance.all(options))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('needs the reference under which it was sent', async () => {
    const { client, seen } = signedClient([FOUND]);
    const body = { type: 'deposit', amount: 100, currency: 'MXN', method: 'spei' } as const;
    const options = { firstSentAt: Date.now() };
    expect(await errorOf(client.payments.create(body, options))).toMatchObject({
      code: 'MERCHANT_REFERENCE_REQUIRED',
      outcome: 'not_sent',
    });
    expect(seen).toEqual([]);
  });

  it.each([Number.NaN, Infinity, '1777420800000', null, new Date()])(
    'is not told by %s',
    async (firstSentAt) => {
      const { client, seen } = signedClient([FOUND]);
      const options = { firstSentAt } as CreatePaymentOptions;
      const error = await errorOf(client.payments.create(WITHDRAWAL, options));
      expect(error).toMatchObject({ code: 'INVALID_OPTION' });
      expect(error.message).toContain('firstSentAt');
      expect(seen).toEqual([]);
    },
  );

  it('stays unknown where the clock fails', async () => {
    let isBroken = false;
    const now = (): number => {
      if (isBroken) throw new Error('no clock');
      return Date.now();
    };
    const onEvent = ({ type }: ClientEvent): void => {
      isBroken ||= type === 'response';
    };
    const { client, seen } = signedClient([LOST, FOUND], { now, onEvent });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });
});
