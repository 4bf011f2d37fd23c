import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { KEY, WITHDRAWAL } from '../../tests/samples.ts';
import { refusal, scripted } from '../../tests/scripted-fetch.ts';
import { FOUND, LOST, signedClient } from '../../tests/signed-client.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, createClient, createLimiter, type Middleware } from '../index.ts';

withoutJitter();

describe('an unknown outcome', () => {
  it('is not hidden by a middleware that answers 429 in place of a lost connection', async () => {
    const calm: Middleware = async (request, next) => {
      try {
        return await next(request);
      } catch {
        return { status: 429, headers: {}, body: new Uint8Array(0) };
      }
    };
    const { client } = signedClient([LOST, refusal(400, 'INSUFFICIENT_BALANCE')], {
      middleware: [calm],
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('stays unknown after a full queue, a failed supplier, an abort or the end of all time', async () => {
    const own = createLimiter({
      limits: { creation: [{ max: 1, windowMs: 120_000 }] },
      maxQueued: 0,
    });
    const full = signedClient([LOST, FOUND], { limiter: own });
    expect(await errorOf(full.client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    let asked = 0;
    const supplier = createClient({
      auth: apiKey(() => {
        if (++asked > 1) throw new Error('vault');
        return KEY;
      }),
      fetch: scripted(LOST).fetch,
    });
    expect(await errorOf(supplier.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    const controller = new AbortController();
    const aborted = signedClient([LOST, FOUND], {
      onEvent: ({ type }) => {
        if (type === 'retry') controller.abort();
      },
    });
    expect(
      await errorOf(aborted.client.payments.create(WITHDRAWAL, { signal: controller.signal })),
    ).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const late = signedClient([LOST, FOUND], {
      limiter: createLimiter({ limits: { creation: [{ max: 1, windowMs: 60_000 }] } }),
      totalTimeoutMs: 100,
    });
    expect(await errorOf(late.client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(late.seen).toHaveLength(1);
  });
});
