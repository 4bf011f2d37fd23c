import { createSigner } from '@luxcore/signing';
import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { DEPOSIT, ORIGIN, START, testEmulator } from '../test-emulator.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Usage } from './usage.ts';

describe('rate limits', () => {
  it('take 100 a minute of standard operations, and say when the next may come', async () => {
    let time = START;
    const emulator = testEmulator({ now: () => time });
    for (let call = 0; call < 100; call++) {
      time += 100;
      expect((await emulator.v1('GET', '/balance')).status).toBe(200);
    }
    const refused = await emulator.v1('GET', '/payments');
    expect([refused.status, refused.body.error, refused.headers.get('Retry-After')]).toEqual([
      429,
      'RATE_LIMIT_EXCEEDED',
      '51',
    ]);
    time += 50_099;
    expect((await emulator.v1('GET', '/payments')).status).toBe(429);
    time += 1;
    expect((await emulator.v1('GET', '/payments')).status).toBe(200);
    expect((await emulator.v1('GET', '/payments')).status).toBe(429);
  });

  it('count each key, and creations, by themselves', async () => {
    const emulator = testEmulator();
    for (let call = 0; call < 100; call++) await emulator.v1('GET', '/balance');
    expect((await emulator.v1('GET', '/balance')).status).toBe(429);
    expect((await emulator.v1('POST', '/payments', DEPOSIT)).status).toBe(201);
    const other = await emulator.v1('GET', '/balance', undefined, CREDENTIALS.readOnlyKey);
    expect(other.status).toBe(200);
  });

  it('count the merchant in v2', async () => {
    const emulator = testEmulator();
    const { merchantId, hmacSecret: secret } = CREDENTIALS;
    const signer = createSigner({ merchantId, secret, now: () => START });
    const path = '/api/v2/balance';
    let status = 0;
    for (let call = 0; call < 101; call++) {
      const { headers } = signer.sign({ method: 'GET', path });
      ({ status } = await emulator.fetch(ORIGIN + path, { headers }));
    }
    expect(status).toBe(429);
  });

  it('hold 500 creations in 10 s and 5,000 in 60 s, in every window', () => {
    let time = START;
    const limiter = new RateLimiter(() => time);
    const taken: number[] = [];
    for (; time < START + 180_000; time += 7) {
      try {
        limiter.take('key', 'creation');
        taken.push(time);
      } catch {
        // Full.
      }
    }
    const most = (windowMs: number) =>
      Math.max(
        ...taken.map((start) => taken.filter((at) => at >= start && at < start + windowMs).length),
      );
    expect(most(10_000)).toBe(500);
    expect(most(60_000)).toBe(3_000);
    expect(taken.length).toBeGreaterThan(8_500);
  });

  it('are others where others are given', async () => {
    const limits = { creation: [{ max: 1, windowMs: 1_000 }], standard: [] };
    const emulator = testEmulator({ limits });
    expect((await emulator.v1('POST', '/payments', DEPOSIT)).status).toBe(201);
    expect((await emulator.v1('POST', '/payments', DEPOSIT)).headers.get('Retry-After')).toBe('1');
    for (let call = 0; call < 150; call++)
      expect((await emulator.v1('GET', '/balance')).status).toBe(200);
  });
});

describe('usage', () => {
  it('counts requests and errors by key and minute, and shows no key', async () => {
    const emulator = testEmulator();
    await emulator.v1('GET', '/balance');
    await emulator.v1('GET', '/payments/x');
    await emulator.v1('GET', '/balance', undefined, CREDENTIALS.readOnlyKey);
    await emulator.control.advance('1m');
    await emulator.v1('GET', '/balance');
    const usage = emulator.control.usage();
    expect(
      usage.map(({ requests, errors, minute }) => [requests, errors, minute.slice(11, 16)]),
    ).toEqual([
      [2, 1, '12:00'],
      [1, 0, '12:00'],
      [1, 0, '12:01'],
    ]);
    expect(usage.every(({ totalMs, slowestMs }) => totalMs >= slowestMs && slowestMs >= 0)).toBe(
      true,
    );
    expect(JSON.stringify(usage)).not.toContain(CREDENTIALS.testKey);
  });

  it('forgets the oldest minutes', () => {
    let time = START;
    const usage = new Usage(() => time);
    for (let minute = 0; minute < 14_402; minute++, time += 60_000) usage.record('key', 200, 1);
    expect(usage.list()).toHaveLength(14_400);
    expect(usage.list()[0]?.minute).toBe(new Date(START + 120_000).toISOString());
  });
});
