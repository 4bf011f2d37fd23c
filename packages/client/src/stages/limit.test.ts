import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { WITHDRAWAL } from '../../tests/samples.ts';
import { refusal } from '../../tests/scripted-fetch.ts';
import { LOST, MADE, signedClient } from '../../tests/signed-client.ts';
import { wait, within } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { createLimiter, type Limiter } from '../index.ts';

withoutJitter();

describe('a permit', () => {
  const inFlight = (client: { limits(): readonly { inFlight: number }[] }): number =>
    client.limits().reduce((sum, state) => sum + state.inFlight, 0);

  it('is given back after an abort in the same tick as the call', async () => {
    const { client } = signedClient([MADE]);
    await client.payments.create(WITHDRAWAL);
    for (let call = 0; call < 3; call++) {
      const controller = new AbortController();
      const call = client.payments.create(WITHDRAWAL, { signal: controller.signal });
      const promise = errorOf(call.withResponse()); // starts it now, as then and catch do
      controller.abort();
      expect(await promise).toMatchObject({ code: 'ABORTED' });
    }
    await wait(20);
    expect(inFlight(client)).toBe(0);
  });

  it('is there for the next after as many such aborts as there are places', async () => {
    const limiter = createLimiter({ limits: { creation: [{ max: 5, windowMs: 10 }] } });
    const { client } = signedClient([MADE], { limiter });
    for (let call = 0; call < 5; call++) {
      const controller = new AbortController();
      const call = client.payments.create(WITHDRAWAL, { signal: controller.signal });
      const promise = errorOf(call.withResponse());
      controller.abort();
      await promise;
    }
    await wait(50);
    expect(await within(500, client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'created',
    });
  });

  it('is given back where a listener ends the calls that wait, when one was answered', async () => {
    const limiter = createLimiter({ limits: { creation: [{ max: 1, windowMs: 1 }] } });
    const controller = new AbortController();
    const { client } = signedClient([LOST], {
      limiter,
      maxRetries: 0,
      middleware: [
        async () => {
          // Never sent: its place is free at once, and goes to who waits.
          await wait(5);
          throw new Error('refused by a middleware');
        },
      ],
      onEvent: (event) => {
        if (event.type === 'response') controller.abort();
      },
    });
    const first = errorOf(client.payments.create(WITHDRAWAL));
    const second = errorOf(client.payments.create(WITHDRAWAL, { signal: controller.signal }));
    await Promise.all([first, second]);
    await wait(20);
    expect(inFlight(client)).toBe(0);
  });

  it('is given back to a limiter that grants it after the call has ended', async () => {
    let held = 0;
    const limiter: Limiter = {
      async acquire() {
        await wait(40);
        held++;
        return { waitedMs: 40, release: () => held-- };
      },
    };
    const { client } = signedClient([MADE], { limiter, totalTimeoutMs: 20 });
    await errorOf(client.payments.create(WITHDRAWAL));
    await wait(60);
    expect(held).toBe(0);
  });

  it('whose release throws does not lose the payment that was made', async () => {
    const limiter: Limiter = {
      acquire: () => ({
        waitedMs: 0,
        release() {
          throw new Error('redis is away');
        },
      }),
    };
    const { client } = signedClient([MADE], { limiter });
    expect(await within(500, client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'created',
    });
  });

  it('whose release rejects does not end the process', async () => {
    const unhandled: unknown[] = [];
    const listener = (error: unknown): void => {
      unhandled.push(error);
    };
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', listener);
    const limiter: Limiter = {
      acquire: () => ({ waitedMs: 0, release: () => Promise.reject(new Error('redis is away')) }),
    };
    const { client } = signedClient([MADE], { limiter });
    await client.payments.create(WITHDRAWAL);
    await wait(20);
    process.removeListener('unhandledRejection', listener);
    for (const other of others) process.on('unhandledRejection', other);
    expect(unhandled).toEqual([]);
  });

  it('is not withheld for a Retry-After of 999999999 s', async () => {
    const { client } = signedClient(
      [refusal(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': '999999999' }), MADE],
      { totalTimeoutMs: 1000 },
    );
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
    });
    expect(client.limits()[0]?.pausedMs ?? 0).toBeLessThanOrEqual(60_000);
  });

  it('is not withheld for a Retry-After in the year 9999', async () => {
    const { client } = signedClient([
      refusal(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': 'Fri, 31 Dec 9999 23:59:59 GMT' }),
      MADE,
    ]);
    await errorOf(client.payments.create(WITHDRAWAL));
    expect(client.limits()[0]?.pausedMs ?? 0).toBeLessThanOrEqual(60_000);
  });
});
