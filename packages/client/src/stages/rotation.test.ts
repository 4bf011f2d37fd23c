import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { ANY_BALANCE, KEY, MERCHANT_ID, PRODUCTION_KEY, SECRET } from '../../tests/samples.ts';
import { scripted, type Seen } from '../../tests/scripted-fetch.ts';
import {
  apiKey,
  bearer,
  createClient,
  hmac,
  type Auth,
  type ClientEvent,
  type HmacCredentials,
} from '../index.ts';

const KEYS = ['a', 'b', 'c', 'd'].map((letter) => `qp_test_sk_${letter.repeat(16)}`);

/** A server that takes the keys in a set, and answers after a moment. */
function serverOf(active: Set<string>) {
  return scripted(async ({ headers }: Seen) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    const key = headers['X-API-Key'] ?? headers.Authorization?.replace('Bearer ', '') ?? '';
    return active.has(key)
      ? Response.json(ANY_BALANCE)
      : Response.json({ statusCode: 401, error: 'INVALID_API_KEY' }, { status: 401 });
  });
}

function clientOf(auth: Auth<'apiKey' | 'bearer'>, active: Set<string>) {
  const events: ClientEvent[] = [];
  const { fetch, seen } = serverOf(active);
  const onEvent = (event: ClientEvent): unknown => events.push(event);
  const client = createClient({ auth: auth as Auth<'apiKey'>, fetch, onEvent, limiter: false });
  return { client, seen, rotations: () => events.filter(({ type }) => type === 'rotation') };
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('several keys', () => {
  it('move to the next when one is refused, and remember it', async () => {
    const { client, seen, rotations } = clientOf(apiKey(KEYS), new Set([KEYS[2] ?? '']));
    const { attempts } = await client.balance.all().withResponse();
    expect(attempts).toBe(3);
    await client.balance.all();
    expect(seen.map(({ headers }) => headers['X-API-Key'])).toEqual([
      KEYS[0],
      KEYS[1],
      KEYS[2],
      KEYS[2],
    ]);
    expect(rotations()).toEqual([{ type: 'rotation', from: 0, to: 2 }]);
  });

  it('are looked through by one call while others wait', async () => {
    const { client, seen, rotations } = clientOf(apiKey(KEYS), new Set([KEYS[3] ?? '']));
    await Promise.all(Array.from({ length: 50 }, () => client.balance.all()));
    // 50 with the first, one each with the second, third and fourth, 49 with the fourth.
    expect(seen).toHaveLength(50 + 3 + 49);
    expect(rotations()).toHaveLength(1);
  });

  it('survive ten rotations under load without a failed request', async () => {
    const keys = Array.from(
      { length: 11 },
      (_, place) => `qp_test_sk_${'k'.repeat(16)}${String(place)}`,
    );
    const active = new Set([keys[0] ?? '']);
    const { client, rotations } = clientOf(apiKey(keys), active);
    for (let rotation = 1; rotation <= 10; rotation++) {
      const load = Array.from({ length: 20 }, () => client.balance.all());
      const under = Promise.all(load);
      active.add(keys[rotation] ?? '');
      active.delete(keys[rotation - 1] ?? '');
      await under;
    }
    await client.balance.all();
    expect(rotations()).toHaveLength(10);
  });

  it('are each tried once, and not again for a minute, when none works', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const active = new Set<string>();
    const { client, seen } = clientOf(apiKey(KEYS), active);
    expect(await errorOf(client.balance.all())).toMatchObject({ code: 'INVALID_API_KEY' });
    expect(seen).toHaveLength(4);
    await Promise.all(Array.from({ length: 5 }, () => errorOf(client.balance.all())));
    expect(seen).toHaveLength(4 + 5);
    active.add(KEYS[1] ?? '');
    vi.advanceTimersByTime(60_001);
    await client.balance.all();
    expect(seen).toHaveLength(9 + 2);
  });

  it('are not looked through without retries', async () => {
    const { client, seen } = clientOf(apiKey(KEYS), new Set([KEYS[1] ?? '']));
    await errorOf(client.balance.all({ maxRetries: 0 }));
    expect(seen).toHaveLength(1);
  });

  it('let others look when the call that did so was ended', async () => {
    const controller = new AbortController();
    let held = 0;
    const { fetch } = scripted(({ headers }: Seen) => {
      if (headers['X-API-Key'] === KEYS[0]) {
        return Response.json({ statusCode: 401, error: 'INVALID_API_KEY' }, { status: 401 });
      }
      return held++ === 0 ? new Promise<never>(() => undefined) : Response.json(ANY_BALANCE);
    });
    const client = createClient({ auth: apiKey(KEYS.slice(0, 2)), fetch });
    const first = errorOf(client.balance.all({ signal: controller.signal }));
    await vi.waitFor(() => {
      expect(held).toBe(1);
    });
    const second = client.balance.all().withResponse();
    const third = new AbortController();
    const waiting = errorOf(client.balance.all({ signal: third.signal }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    third.abort();
    expect(await waiting).toMatchObject({ code: 'ABORTED' });
    controller.abort();
    expect(await first).toMatchObject({ code: 'ABORTED' });
    expect((await second).status).toBe(200);
  });

  it.each([
    ['none', [], 'INVALID_OPTION'],
    ['of both environments', [KEY, PRODUCTION_KEY], 'ENVIRONMENT_MISMATCH'],
    ['one of which is malformed', [KEY, 'x'], 'MALFORMED_API_KEY'],
  ])('are refused where there are %s', async (_, keys, code) => {
    const { client } = clientOf(apiKey(keys), new Set());
    expect(await errorOf(client.balance.all())).toMatchObject({ code, outcome: 'not_sent' });
  });
});

describe('several secrets', () => {
  it.each([
    ['none', { secrets: [] }],
    ['a text', { secrets: SECRET as never }],
    ['those beside one', { secret: SECRET, secrets: [SECRET] }],
  ])('are refused where there are %s', async (_, given) => {
    const client = createClient({
      auth: hmac({ merchantId: MERCHANT_ID, ...given } as HmacCredentials),
    });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({ code: 'INVALID_OPTION' });
    expect(error.message).toMatch(/^secrets: /);
    expect(error.message).not.toContain(SECRET);
  });

  it('sign one after the other', async () => {
    const signatures = new Set<string>();
    const { fetch, seen } = scripted(({ headers }) => {
      signatures.add(headers['X-Signature'] ?? '');
      return seen.length < 3
        ? Response.json({ statusCode: 401, error: 'INVALID_SIGNATURE' }, { status: 401 })
        : Response.json(ANY_BALANCE);
    });
    const auth = hmac({
      merchantId: MERCHANT_ID,
      secrets: ['secret_one', 'secret_two', 'secret_six'],
    });
    await createClient({ auth, fetch }).balance.all();
    expect(signatures.size).toBe(3);
  });
});

describe('a supplier', () => {
  it.each([
    ['of keys', (supply: () => string): Auth<'apiKey' | 'bearer'> => apiKey(supply)],
    [
      'of tokens',
      (supply: () => string): Auth<'apiKey' | 'bearer'> =>
        bearer(() => supply().replace('qp_test_sk_', '')),
    ],
  ])('%s is asked once more after a refusal', async (_, authOf) => {
    let place = 0;
    const active = new Set([KEYS[1] ?? '', (KEYS[1] ?? '').replace('qp_test_sk_', '')]);
    const { client, seen } = clientOf(
      authOf(() => KEYS[place++] ?? ''),
      active,
    );
    await client.balance.all();
    expect(seen).toHaveLength(2);
  });

  it('that has nothing new leaves the refusal as it is', async () => {
    const { client, seen } = clientOf(
      apiKey(() => KEYS[0] ?? ''),
      new Set(),
    );
    expect(await errorOf(client.balance.all())).toMatchObject({ code: 'INVALID_API_KEY' });
    expect(seen).toHaveLength(1);
  });

  it('that throws rejects the call, also when it is asked again', async () => {
    const fails = clientOf(
      apiKey(() => {
        throw new Error('vault');
      }),
      new Set(),
    );
    expect(await errorOf(fails.client.balance.all())).toMatchObject({
      code: 'MISSING_CREDENTIALS',
    });
    let asked = 0;
    const later = clientOf(
      apiKey(() => {
        if (asked++ > 0) throw new Error('vault');
        return KEYS[0] ?? '';
      }),
      new Set(),
    );
    expect(await errorOf(later.client.balance.all())).toMatchObject({ code: 'INVALID_API_KEY' });
  });
});
