/** What a reviewer once broke. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSigner } from '@luxcore/signing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createEmulator } from './emulator.ts';
import { CREDENTIALS } from './merchants/credentials.ts';
import { DEPOSIT, ORIGIN, START, testEmulator, WITHDRAWAL } from './test-emulator.ts';

const HOOK = {
  url: 'http://127.0.0.1:9/hook',
  events: ['payment.created'],
  signature_algorithm: 'hmac_sha256',
};
const ok = () => Promise.resolve(new Response(null));
const never = () => new Promise<Response>(() => undefined);

async function endpointOf(emulator: ReturnType<typeof testEmulator>, body: object = HOOK) {
  return ((await emulator.v1('POST', '/webhooks', body)).body.data as { id: string }).id;
}

describe.runIf((process.getBuiltinModule('node:sqlite') as unknown) !== undefined)('a file', () => {
  let data = '';
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'emulator-'));
    data = join(folder, 'luxcore.db');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps every payment, also where the same seed makes the same ids again', async () => {
    const first = testEmulator({ data });
    await first.v1('POST', '/payments', { ...WITHDRAWAL, merchant_reference: 'order-1' });
    await first.close();
    const second = testEmulator({ data });
    const other = { ...WITHDRAWAL, amount: 7, merchant_reference: 'order-2' };
    expect((await second.v1('POST', '/payments', other)).status).toBe(201);
    const again = { ...WITHDRAWAL, merchant_reference: 'order-1' };
    expect((await second.v1('POST', '/payments', again)).body).toMatchObject({ amount: 150_000 });
    await second.control.advance('1h');
    expect((await second.v1('GET', '/balance')).body.frozen_amount).toBe('0');
    await second.close();
  });

  it('belongs to one emulator at a time', async () => {
    const first = testEmulator({ data });
    expect(() => createEmulator({ data })).toThrow(/data: expected .* \(database is locked\)/);
    await first.close();
    await createEmulator({ data }).close();
  });

  it('keeps what was to be delivered where the process ends before the answer comes', async () => {
    const first = testEmulator({ data, webhookFetch: never });
    await endpointOf(first);
    await first.v1('POST', '/payments', DEPOSIT);
    const snapshot = first.control.export();
    const got: string[] = [];
    const second = testEmulator({
      webhookFetch: (request) => {
        got.push(request.url);
        return ok();
      },
    });
    second.control.import(snapshot);
    await second.control.advance('1m');
    expect(got).toEqual([HOOK.url]);
  });

  it('keeps the steps of a payment where it is closed while the time is moved', async () => {
    let answer: (() => void) | undefined;
    const webhookFetch = () =>
      new Promise<Response>((resolve) => {
        answer = () => {
          resolve(new Response(null));
        };
      });
    const first = testEmulator({ data, webhookFetch });
    await endpointOf(first);
    const { body } = await first.v1('POST', '/payments', WITHDRAWAL);
    const advancing = first.control.advance('1m');
    await vi.waitFor(() => {
      expect(answer).toBeDefined();
    });
    const closing = first.close();
    answer?.();
    await Promise.all([advancing, closing]);
    const second = testEmulator({ data, webhookFetch: ok });
    await second.control.advance('1d');
    const path = `/payments/${String(body.transaction_id)}`;
    expect((await second.v1('GET', path)).body.status).toBe('completed');
    await second.close();
  });
});

it('takes a signature for the environment of the secret that made it, whatever is revoked meanwhile', async () => {
  const path = '/api/v2/payments';
  const body = JSON.stringify(DEPOSIT);
  for (let turns = 0; turns < 12; turns++) {
    const emulator = testEmulator();
    const { merchantId, hmacSecret } = CREDENTIALS;
    const secret = emulator.control.createSecret();
    emulator.control.createSecret({ environment: 'production' });
    const signer = createSigner({ merchantId, secret, now: () => START });
    const { headers } = signer.sign({ method: 'POST', path, body });
    const pending = emulator.fetch(ORIGIN + path, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
    });
    for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    emulator.control.revokeSecret(hmacSecret);
    const response = await pending;
    expect([response.status, response.headers.get('X-Emulated-Environment')]).toEqual([
      201,
      'test',
    ]);
  }
});

it.each(['merchant_reference', 'description'])('refuses half a character in %s', async (field) => {
  const emulator = testEmulator();
  const body = JSON.stringify({ ...DEPOSIT, [field]: 'x' }).replace('"x"', '"x\\ud800"');
  const response = await emulator.fetch(`${ORIGIN}/api/v1/payments`, {
    method: 'POST',
    headers: { 'X-API-Key': CREDENTIALS.testKey, 'Content-Type': 'application/json' },
    body,
  });
  expect(response.status).toBe(400);
  const whole = await emulator.v1('POST', '/payments', { ...DEPOSIT, [field]: '\u{1f600}' });
  expect(whole.status).toBe(201);
});

describe('a fault', () => {
  it('of an answer without a body is no fault of the emulator', async () => {
    for (const fault of [{ truncate: true }, { garbage: true }]) {
      const emulator = testEmulator();
      const id = await endpointOf(emulator);
      emulator.control.fault(fault);
      const response = await emulator.fetch(`${ORIGIN}/api/v1/webhooks/${id}`, {
        method: 'DELETE',
        headers: { 'X-API-Key': CREDENTIALS.testKey },
      });
      expect(response.status).toBeLessThan(300);
    }
  });

  it('happens to a refusal too', async () => {
    const emulator = testEmulator();
    const ask = (fault: string) =>
      emulator.fetch(`${ORIGIN}/api/v1/payments`, {
        headers: { 'X-API-Key': 'x', 'X-Emulator-Fault': fault },
      });
    const skewed = await ask('clock-skew-ms=3600000');
    expect([skewed.status, Date.parse(skewed.headers.get('Date') ?? '')]).toEqual([
      401,
      START + 3_600_000,
    ]);
    expect((await ask('status=503; clock-skew-ms=-1000')).headers.get('Date')).toBe(
      new Date(START - 1_000).toUTCString(),
    );
    await expect(ask('drop=after')).rejects.toThrow(TypeError);
  });

  it.each([
    'truncate=false',
    'garbage=0',
    'status=503=9',
    'status=0x1f7',
    'clock-skew-ms=9007199254740991',
    'delay',
    'drop',
    'code',
  ])('%s is refused', async (fault) => {
    const response = await testEmulator().fetch(`${ORIGIN}/api/v1/payments`, {
      headers: { 'X-API-Key': CREDENTIALS.testKey, 'X-Emulator-Fault': fault },
    });
    expect(response.status).toBe(400);
  });

  it('keeps nobody waiting who waits no more', async () => {
    const emulator = testEmulator();
    const controller = new AbortController();
    emulator.control.fault({ delay: '10m', times: 2 });
    const gone = emulator.fetch(`${ORIGIN}/api/v1/balance`, { signal: controller.signal });
    controller.abort();
    await expect(gone).rejects.toThrow();
    const start = performance.now();
    const pending = emulator.handle(new Request(`${ORIGIN}/api/v1/balance`), '/api/v1/balance');
    await Promise.resolve();
    await emulator.close();
    expect((await pending).status).toBeGreaterThanOrEqual(401);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

it('answers 503 to a request that is under way when it is closed, and does nothing', async () => {
  const emulator = testEmulator();
  emulator.control.fault({ delay: 20 });
  const pending = emulator.v1('POST', '/payments', DEPOSIT);
  await emulator.close();
  expect((await pending).status).toBe(503);
  expect(emulator.control.export().payments).toBeUndefined();
});

describe('deliveries', () => {
  it('wait ten seconds for an answer, whatever the function does with its signal', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      const controller = new AbortController();
      setTimeout(() => {
        controller.abort(new Error('too late'));
      }, 10);
      return controller.signal;
    });
    const emulator = testEmulator({ webhookFetch: never });
    const id = await endpointOf(emulator);
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.idle();
    expect(timeout).toHaveBeenCalledWith(10_000);
    timeout.mockRestore();
    expect((await emulator.v1('GET', `/webhooks/${id}/events`)).body.data).toMatchObject([
      { attempts: [{ status: null, error: 'too late' }] },
    ]);
  });

  it('fail where the endpoint is disabled, and can be retried eight times more', async () => {
    let status = 500;
    let count = 0;
    const webhookFetch = () => {
      count += 1;
      return Promise.resolve(new Response(null, { status }));
    };
    const emulator = testEmulator({ webhookFetch });
    const id = await endpointOf(emulator);
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.idle();
    await emulator.v1('PUT', `/webhooks/${id}/disable`);
    await emulator.control.advance('1h');
    await emulator.v1('PUT', `/webhooks/${id}/enable`);
    expect((await emulator.v1('POST', `/webhooks/${id}/retry`)).body.data).toHaveLength(1);
    await emulator.control.advance('1h');
    expect(count).toBe(9);
    status = 200;
    await emulator.v1('POST', `/webhooks/${id}/retry`);
    await emulator.control.advance('1h');
    expect(count).toBe(10);
  });

  it('are not sent again once they were acknowledged', async () => {
    const answers = [500, 200];
    const at: number[] = [];
    const emulator = testEmulator({
      webhookFetch: (request) => {
        at.push(Number(request.headers.get('x-webhook-timestamp')) - START / 1000);
        return Promise.resolve(new Response(null, { status: answers.shift() ?? 200 }));
      },
    });
    await endpointOf(emulator);
    emulator.control.deliveryFault('twice');
    await emulator.v1('POST', '/payments', DEPOSIT);
    await emulator.control.advance('1h');
    expect(at).toEqual([0, 5]);
  });

  it('have faults that are known, so many, and cleared with the others', async () => {
    const emulator = testEmulator({ webhookFetch: ok });
    const { control } = emulator;
    for (const times of [0, 1.5, Infinity, 1_001]) {
      expect(() => {
        control.deliveryFault('late', times);
      }).toThrow('times');
    }
    expect(() => {
      control.deliveryFault('never' as never);
    }).toThrow('fault');
    control.deliveryFault('late');
    control.clearFaults();
    const id = await endpointOf(emulator);
    await emulator.v1('POST', '/payments', DEPOSIT);
    await control.idle();
    expect((await emulator.v1('GET', `/webhooks/${id}/events`)).body.data).toMatchObject([
      { status: 'delivered' },
    ]);
  });

  it('are forgotten together with their events', async () => {
    const emulator = testEmulator({
      webhookFetch: ok,
      limits: { creation: [], standard: [] },
    });
    await endpointOf(emulator);
    for (let number = 0; number < 2_100; number++) {
      await emulator.v1('POST', '/payments', DEPOSIT);
      await emulator.control.idle();
    }
    const { deliveries, events } = emulator.control.export();
    expect(deliveries?.length).toBeLessThan(2_050);
    expect(events?.length).toBe(deliveries?.length);
  });
});

describe('a rate limit', () => {
  it('holds nobody up by times that are still to come', async () => {
    let time = START;
    const emulator = testEmulator({ now: () => time });
    for (let call = 0; call < 100; call++) await emulator.v1('GET', '/balance');
    expect((await emulator.v1('GET', '/balance')).status).toBe(429);
    time -= 3_600_000;
    expect((await emulator.v1('GET', '/balance')).status).toBe(200);
    const snapshot = emulator.control.export();
    for (let call = 0; call < 100; call++) await emulator.v1('GET', '/balance');
    emulator.control.import(snapshot);
    expect((await emulator.v1('GET', '/balance')).status).toBe(200);
  });

  it('is one of each key, also of two that look alike without their secret part', async () => {
    const emulator = testEmulator();
    const snapshot = emulator.control.export();
    const row = snapshot.keys?.[0]?.[1] ?? {};
    const alike = `${CREDENTIALS.testKey.slice(0, -4)}_again${CREDENTIALS.testKey.slice(-4)}`;
    emulator.control.import({
      ...snapshot,
      keys: [...(snapshot.keys ?? []), [alike, { ...row, key: alike }]],
    });
    for (let call = 0; call < 100; call++) await emulator.v1('GET', '/balance');
    expect((await emulator.v1('GET', '/balance')).status).toBe(429);
    expect((await emulator.v1('GET', '/balance', undefined, alike)).status).toBe(200);
  });

  it.each([
    { max: 0, windowMs: 1 },
    { max: 1, windowMs: 0.5 },
  ])('is none: %j', (window) => {
    expect(() => testEmulator({ limits: { creation: [window], standard: [] } })).toThrow(
      'limits.creation',
    );
  });
});

it('does by its own timer what the time was moved close to', async () => {
  vi.useFakeTimers({ now: START });
  try {
    const emulator = testEmulator({ now: Date.now });
    const body = { ...DEPOSIT, merchant_reference: 'emulate-expired' };
    await emulator.v1('POST', '/payments', body);
    await emulator.control.advance('8s');
    await vi.advanceTimersByTimeAsync(2_100);
    expect(emulator.control.export().payments?.[0]?.[1]).toMatchObject({
      payment: { status: 'expired' },
    });
  } finally {
    vi.useRealTimers();
  }
});

it('refuses a bearer token whose key cannot be read, and a query value twice', async () => {
  const emulator = testEmulator();
  emulator.control.addBearerKey({
    id: 'broken',
    algorithm: 'EdDSA',
    key: { kty: 'OKP' },
    audience: 'x',
    merchantId: 1024,
    environment: 'test',
    scopes: [],
  });
  const part = (value: object) => btoa(JSON.stringify(value)).replaceAll('=', '');
  const token = `${part({ alg: 'EdDSA', kid: 'broken' })}.${part({})}.x`;
  const response = await emulator.fetch(`${ORIGIN}/api/v1/balance`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(401);
  expect((await emulator.v1('GET', '/tickets?sort_by=title&sort_by=x')).status).toBe(400);
});
