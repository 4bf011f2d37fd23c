import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { DEPOSIT, ORIGIN, START, testEmulator } from '../test-emulator.ts';
import type { Fault } from './fault.ts';

const headers = { 'X-API-Key': CREDENTIALS.testKey, 'Content-Type': 'application/json' };
const create = { method: 'POST', headers, body: JSON.stringify(DEPOSIT) };
const url = `${ORIGIN}/api/v1/payments`;

async function countOf(emulator: ReturnType<typeof testEmulator>): Promise<unknown> {
  return (await emulator.v1('GET', '/payments')).body.total;
}

describe('a fault', () => {
  it('answers another status or code, and does nothing', async () => {
    const emulator = testEmulator();
    emulator.control.fault({ status: 503 });
    expect((await emulator.v1('POST', '/payments', DEPOSIT)).body).toMatchObject({
      statusCode: 503,
      error: 'SERVICE_UNAVAILABLE',
    });
    emulator.control.fault({ code: 'LOCK_TIMEOUT' });
    expect((await emulator.v1('POST', '/payments', DEPOSIT)).body).toMatchObject({
      statusCode: 400,
      error: 'LOCK_TIMEOUT',
    });
    emulator.control.fault({ code: 'PROVIDER_ERROR', status: 502 });
    expect((await emulator.v1('POST', '/payments', DEPOSIT)).status).toBe(502);
    expect(await countOf(emulator)).toBe(0);
  });

  it('loses the connection before or after it is done', async () => {
    const emulator = testEmulator();
    for (const [drop, count] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      emulator.control.fault({ drop, operation: 'payments.create' });
      await expect(emulator.fetch(url, create)).rejects.toThrow(TypeError);
      expect(await countOf(emulator)).toBe(count);
    }
  });

  it('cuts the answer off, or sends what is no JSON, and the payment is there', async () => {
    const emulator = testEmulator();
    emulator.control.fault({ truncate: true });
    const cut = await emulator.fetch(url, create);
    expect(cut.status).toBe(201);
    await expect(cut.text()).rejects.toThrow(TypeError);
    emulator.control.fault({ garbage: true });
    const garbage = await emulator.fetch(url, create);
    expect([garbage.status, (await garbage.text()).slice(0, 6)]).toEqual([201, '<html>']);
    expect(await countOf(emulator)).toBe(2);
  });

  it('waits, and tells another time', async () => {
    const emulator = testEmulator();
    emulator.control.fault({ delay: '30ms', clockSkewMs: -600_000 });
    const start = performance.now();
    const { headers: answered } = await emulator.v1('GET', '/balance');
    expect(performance.now() - start).toBeGreaterThanOrEqual(29);
    expect(Date.parse(answered.get('Date') ?? '')).toBe(START - 600_000);
    expect(Date.parse((await emulator.v1('GET', '/balance')).headers.get('Date') ?? '')).toBe(
      START,
    );
  });

  it('happens as often as it is told, to the operation that it is told, until it is cleared', async () => {
    const emulator = testEmulator();
    emulator.control.fault({ status: 500, operation: 'balance.get', times: 2 });
    const balance = async () => (await emulator.v1('GET', '/balance')).status;
    expect((await emulator.v1('GET', '/payments')).status).toBe(200);
    expect([await balance(), await balance(), await balance()]).toEqual([500, 500, 200]);
    emulator.control.fault({ status: 500, times: Infinity });
    expect([await balance(), await balance()]).toEqual([500, 500]);
    emulator.control.clearFaults();
    expect(await balance()).toBe(200);
  });

  it('happens to a part of the requests', async () => {
    const emulator = testEmulator({ limits: { creation: [], standard: [] } });
    emulator.control.fault({ status: 500, times: Infinity, fraction: 0.25 });
    let failed = 0;
    for (let call = 0; call < 400; call++) {
      failed += Number((await emulator.v1('GET', '/balance')).status === 500);
    }
    expect(failed).toBeGreaterThan(60);
    expect(failed).toBeLessThan(140);
  });

  it.each<[string, unknown]>([
    ['status', { status: 200 }],
    ['status', { status: 500.5 }],
    ['code', { code: 'NOT_A_CODE' }],
    ['code', { code: 'toString' }],
    ['operation', { operation: 'payments.pay' }],
    ['drop', { drop: 'never' }],
    ['times', { times: 0 }],
    ['fraction', { fraction: 0 }],
    ['fraction', { fraction: 2 }],
    ['clockSkewMs', { clockSkewMs: 0.5 }],
    ['duration', { delay: 'soon' }],
    ['delay', { delay: '11m' }],
  ])('is refused with a wrong %s: %j', (name, fault) => {
    const { control } = testEmulator();
    expect(() => {
      control.fault(fault as Fault);
    }).toThrow(name);
  });
});

describe('X-Emulator-Fault', () => {
  const ask = (fault: string) => {
    const emulator = testEmulator();
    return {
      emulator,
      answer: emulator.fetch(url, {
        ...create,
        headers: { ...headers, 'X-Emulator-Fault': fault },
      }),
    };
  };

  it('asks for a fault of its own request', async () => {
    expect((await ask('status=503; delay=1ms').answer).status).toBe(503);
    expect((await ask('code=PROVIDER_ERROR').answer).status).toBe(500);
    expect((await (await ask('garbage').answer).text()).startsWith('<html>')).toBe(true);
    await expect((await ask('truncate').answer).text()).rejects.toThrow();
    await expect(ask('reset').answer).rejects.toThrow('reset');
    await expect(ask('drop=before').answer).rejects.toThrow('lost');
    const skewed = await ask('clock-skew-ms=60000').answer;
    expect(Date.parse(skewed.headers.get('Date') ?? '')).toBe(START + 60_000);
    const { emulator, answer } = ask('drop=after');
    await expect(answer).rejects.toThrow(TypeError);
    expect(await countOf(emulator)).toBe(1);
  });

  it.each(['', 'status=200', 'status=x', 'code=x', 'drop=x', 'delay=x', 'nothing=1', 'toString=1'])(
    '%j is refused',
    async (fault) => {
      const response = await ask(fault).answer;
      expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([
        400,
        'VALIDATION_ERROR',
      ]);
    },
  );
});
