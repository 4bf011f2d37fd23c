import { describe, expect, it } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { ANY_BALANCE, KEY } from '../../tests/samples.ts';
import { refusal, scripted } from '../../tests/scripted-fetch.ts';
import { wait, within } from '../../tests/within.ts';
import { withoutJitter } from '../../tests/without-jitter.ts';
import { apiKey, createClient } from '../index.ts';

const KEYS = ['a', 'b', 'c'].map((letter) => `qp_test_sk_${letter.repeat(16)}`);

withoutJitter();

describe('calls that are refused together', () => {
  const refused = (): Response =>
    Response.json({ statusCode: 401, error: 'INVALID_API_KEY' }, { status: 401 });

  it('take the key that works when another has moved on', async () => {
    let asked = 0;
    const { fetch, seen } = scripted(async ({ headers }) => {
      const place = ++asked;
      if (headers['X-API-Key'] === KEYS[1]) return Response.json(ANY_BALANCE);
      if (place === 2) await wait(60); // its 401 is late
      return refused();
    });
    const client = createClient({ auth: apiKey(KEYS.slice(0, 2)), fetch, limiter: false });
    const [first, second] = await Promise.all([
      within(1000, client.balance.all()),
      within(1000, client.balance.all()),
    ]);
    expect(first).toMatchObject({ success: true });
    expect(second).toMatchObject({ success: true });
    // The refused key once per call, and never again.
    expect(seen.map(({ headers }) => headers['X-API-Key'])).toEqual([
      KEYS[0],
      KEYS[0],
      KEYS[1],
      KEYS[1],
    ]);
  });

  it('begin no minute of rest while a key works', async () => {
    let asked = 0;
    let active = KEYS[1];
    const { fetch } = scripted(async ({ headers }) => {
      const place = ++asked;
      const isActive = headers['X-API-Key'] === active;
      if (place === 2) await wait(40);
      return isActive ? Response.json(ANY_BALANCE) : refused();
    });
    const client = createClient({ auth: apiKey(KEYS), fetch, limiter: false });
    await Promise.all([within(1000, client.balance.all()), within(1000, client.balance.all())]);
    // The third is activated, the second retired: within a minute of the race above.
    active = KEYS[2];
    expect(await within(1000, client.balance.all())).toMatchObject({ success: true });
  });

  it('start no search when they have ended while they waited for one: others would hang', async () => {
    let asked = 0;
    const { fetch } = scripted(({ headers }) => {
      asked++;
      if (headers['X-API-Key'] === KEYS[0]) return refused();
      // The searcher hangs with the second key; later it works.
      return asked <= 3 ? new Promise<never>(() => undefined) : Response.json(ANY_BALANCE);
    });
    const client = createClient({
      auth: apiKey(KEYS.slice(0, 2)),
      fetch,
      limiter: false,
      totalTimeoutMs: 1500,
    });
    const searcher = new AbortController();
    const waiter = new AbortController();
    const first = errorOf(client.balance.all({ signal: searcher.signal }));
    const second = errorOf(client.balance.all({ signal: waiter.signal }));
    await wait(30);
    waiter.abort();
    await second;
    searcher.abort();
    await first;
    await wait(10);
    expect(await within(1000, client.balance.all())).toMatchObject({ success: true });
  });

  it('give a supplier that hangs when it is asked again the time of an attempt', async () => {
    let asked = 0;
    const { fetch } = scripted(refusal(401, 'INVALID_API_KEY'));
    const client = createClient({
      auth: apiKey(() => (++asked === 1 ? KEY : new Promise<string>(() => undefined))),
      fetch,
      timeoutMs: 50,
    });
    expect(await within(500, client.balance.all())).not.toBe('pending');
  });
});
