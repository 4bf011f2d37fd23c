import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { ANY_BALANCE, KEY, MERCHANT_ID, SECRET } from '../../tests/samples.ts';
import { refusal, scripted, type Seen, type Step } from '../../tests/scripted-fetch.ts';
import { apiKey, createClient, hmac, type ClientEvent } from '../index.ts';

const MINUTE = 60_000;

/** LuxCore at a time of its own: it refuses what is more than 300 s from it. */
function luxcore(now: () => number, headers: Record<string, string> = {}) {
  return ({ headers: sent }: Seen): Response => {
    const date = { Date: new Date(now()).toUTCString(), ...headers };
    const skew = Math.abs(Number(sent['X-Timestamp']) * 1000 - now());
    return skew > 300_000
      ? Response.json(
          { statusCode: 401, error: 'TIMESTAMP_OUT_OF_RANGE' },
          { status: 401, headers: date },
        )
      : Response.json(ANY_BALANCE, { headers: date });
  };
}

function clientOf(step: Step, now: () => number) {
  const events: ClientEvent[] = [];
  const { fetch, seen } = scripted(step);
  const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
  const onEvent = (event: ClientEvent): unknown => events.push(event);
  const client = createClient({ auth, fetch, now, onEvent, limiter: false });
  return { client, seen, clocks: () => events.filter(({ type }) => type === 'clock') };
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('a clock that is wrong', () => {
  it.each([20 * MINUTE, -20 * MINUTE, 23 * 60 * MINUTE])(
    'by %i ms costs one more request, once',
    async (skew) => {
      const { client, seen, clocks } = clientOf(luxcore(Date.now), () => Date.now() + skew);
      const { attempts } = await client.balance.all().withResponse();
      expect(attempts).toBe(2);
      await client.balance.all();
      expect(seen).toHaveLength(3);
      const [event] = clocks() as { offsetMs: number }[];
      expect(Math.abs((event?.offsetMs ?? 0) + skew)).toBeLessThan(2000);
    },
  );

  // Pain: of several parallel failures only the first is retried (aws/aws-sdk-js-v3#8005).
  it('costs two hundred parallel calls one more request each, and is learned once', async () => {
    const { client, seen, clocks } = clientOf(luxcore(Date.now), () => Date.now() - 20 * MINUTE);
    await Promise.all(Array.from({ length: 200 }, () => client.balance.all()));
    expect(seen).toHaveLength(400);
    expect(clocks()).toHaveLength(1);
  });

  it('is learned anew when it is set', async () => {
    let skew = 20 * MINUTE;
    const { client, clocks } = clientOf(luxcore(Date.now), () => Date.now() + skew);
    await client.balance.all();
    skew = 0;
    await client.balance.all();
    skew = -60 * MINUTE;
    await client.balance.all();
    expect(clocks()).toHaveLength(3);
  });

  it.each([
    ['by more than a day', 25 * 60 * MINUTE, {}],
    ['as an answer with an Age says', 20 * MINUTE, { Age: '1' }],
    ['as no Date says', 20 * MINUTE, { Date: 'yesterday' }],
  ])('%s is not learned', async (_, skew, headers) => {
    const { client, clocks } = clientOf(luxcore(Date.now, headers), () => Date.now() + skew);
    expect(await errorOf(client.balance.all())).toMatchObject({ code: 'TIMESTAMP_OUT_OF_RANGE' });
    expect(clocks()).toHaveLength(0);
  });

  it('is what it was not within 240 s, so that a refusal is about something else', async () => {
    const wrong =
      (skew: number): Step =>
      () =>
        Response.json(
          { statusCode: 401, error: 'INVALID_SIGNATURE' },
          { status: 401, headers: { Date: new Date(Date.now() + skew).toUTCString() } },
        );
    const near = clientOf(wrong(235_000), Date.now);
    expect(await errorOf(near.client.balance.all())).toMatchObject({ code: 'INVALID_SIGNATURE' });
    expect(near.seen).toHaveLength(1);
    const far = clientOf(wrong(245_000), Date.now);
    expect(await errorOf(far.client.balance.all())).toMatchObject({ code: 'INVALID_SIGNATURE' });
    expect(far.seen).toHaveLength(2);
  });

  it('changes nothing for an API key, which carries no time', async () => {
    const late = { Date: new Date(0).toUTCString() };
    const { fetch, seen } = scripted(refusal(401, 'INVALID_API_KEY', late));
    await errorOf(createClient({ auth: apiKey(KEY), fetch }).balance.all());
    expect(seen).toHaveLength(1);
  });
});
