import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { WITHDRAWAL } from '../../tests/samples.ts';
import { FOUND, LOST, signedClient } from '../../tests/signed-client.ts';
import { wait } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { createLimiter, type ClientEvent, type Limiter, type Middleware } from '../index.ts';

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
