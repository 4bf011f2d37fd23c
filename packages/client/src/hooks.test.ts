import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorOf } from '../tests/local-server.ts';
import { ANY_BALANCE, DEPOSIT, KEY, MERCHANT_ID, paymentOf, SECRET } from '../tests/samples.ts';
import { refusal, scripted } from '../tests/scripted-fetch.ts';
import {
  apiKey,
  createClient,
  createLimiter,
  hmac,
  type ClientEvent,
  type ClientOptions,
  type Limiter,
  type Transport,
} from './index.ts';

const OK = { status: 200, body: ANY_BALANCE };
const never = new Promise<never>(() => undefined);
const broken = (): never => {
  throw new Error('broken');
};

function clientOf(options: Partial<ClientOptions>) {
  return createClient({ ...options, auth: apiKey(KEY) });
}

afterEach(() => {
  vi.restoreAllMocks();
});

// Pain: a throwing signer leaves the call pending forever (stripe).
describe('a function of the caller that does not work', () => {
  const { fetch } = scripted(OK);

  it.each([
    ['a limiter that throws', { limiter: { acquire: broken } }, 'HOOK_FAILED', 'not_sent'],
    [
      'a limiter that rejects',
      { limiter: { acquire: () => Promise.reject(new Error('x')) } },
      'HOOK_FAILED',
      'not_sent',
    ],
    ['a limiter that hangs', { limiter: { acquire: () => never } }, 'REQUEST_TIMEOUT', 'not_sent'],
    ['a supplier that hangs', { auth: apiKey(() => never) }, 'REQUEST_TIMEOUT', 'not_sent'],
    [
      'a transport that hangs',
      { fetch: undefined, transport: () => never },
      'REQUEST_TIMEOUT',
      'unknown',
    ],
    [
      'a transport that throws',
      { fetch: undefined, transport: broken },
      'CONNECTION_FAILED',
      'unknown',
    ],
    [
      'a transport that answers with nothing',
      { fetch: undefined, transport: () => undefined },
      'CONNECTION_FAILED',
      'unknown',
    ],
  ] as [string, Partial<ClientOptions>, string, string][])(
    '%s',
    async (_, options, code, outcome) => {
      const auth = apiKey(KEY);
      const bounds = { timeoutMs: 100, totalTimeoutMs: 300, maxRetries: 0 };
      const client = createClient({ auth, fetch, ...bounds, ...options } as ClientOptions<
        typeof auth
      >);
      expect(await errorOf(client.balance.all())).toMatchObject({ code, outcome });
    },
  );

  it('is told once on the console where it listens, and changes nothing', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const client = clientOf({
      fetch,
      onEvent: () => {
        throw new Error(`saw ${KEY}`);
      },
    });
    await client.balance.all();
    await client.balance.all();
    expect(warn).toHaveBeenCalledTimes(1);
    expect(inspect(warn.mock.calls)).not.toContain(KEY);

    const late = clientOf({ fetch, onEvent: () => Promise.reject(new Error('late')) });
    await late.balance.all();
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['transport', { transport: 5 }],
    ['transport', { transport: () => never, fetch }],
    ['onEvent', { onEvent: 'log' }],
    ['limiter', { limiter: true }],
    ['limiter', { limiter: null }],
    ['maxRetries', { maxRetries: -1 }],
    ['maxRetries', { maxRetries: 1.5 }],
    ['maxRetries', { maxRetries: '2' }],
    ['totalTimeoutMs', { totalTimeoutMs: 0 }],
    ['replayWindowMs', { replayWindowMs: Number.NaN }],
  ] as [string, Partial<ClientOptions>][])(
    'is refused by the name of the option: %s',
    async (name, options) => {
      const error = await errorOf(clientOf(options).balance.all());
      expect(error).toMatchObject({ code: 'INVALID_OPTION', outcome: 'not_sent' });
      expect(error.message.startsWith(`${name}: `)).toBe(true);
    },
  );
});

describe('a transport of the caller', () => {
  it('is given what is signed, and its answer is read', async () => {
    const seen: Parameters<Transport>[0][] = [];
    const transport: Transport = (request) => {
      seen.push(request);
      return {
        status: 201,
        headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'req_1' },
        body: new TextEncoder().encode(JSON.stringify(paymentOf(DEPOSIT))),
      };
    };
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const client = createClient({ auth, transport });
    const { data, headers, requestId } = await client.payments.create(DEPOSIT).withResponse();
    expect(data.outcome).toBe('created');
    expect(requestId).toBe('req_1');
    expect(headers.get('content-type')).toBe('application/json');
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: 'https://api.lux-core.io/api/v2/payments',
    });
  });

  it('is told to end, by a signal or a listener, when time is up', async () => {
    const ended: string[] = [];
    const transport: Transport = ({ signal, onEnd }) => {
      signal.addEventListener('abort', () => ended.push('signal'));
      onEnd(() => ended.push('listener'));
      const off = onEnd(() => ended.push('taken off'));
      off();
      onEnd(broken);
      return never;
    };
    await errorOf(clientOf({ transport, timeoutMs: 30, maxRetries: 0 }).balance.all());
    expect(ended).toEqual(['signal', 'listener']);
  });
});

describe('events', () => {
  it('tell each attempt from its beginning to its end, and no secret', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const events: ClientEvent[] = [];
    const { fetch } = scripted(refusal(503, 'SERVICE_UNAVAILABLE'), {
      status: 200,
      body: paymentOf(DEPOSIT),
      headers: { 'X-Request-Id': 'req_7' },
    });
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const client = createClient({ auth, fetch, onEvent: (event) => events.push(event) });
    await client.payments.create(DEPOSIT);
    const { call } = events[0] as { call: number };
    const of = { call, operation: 'payments.create' };
    const durationMs = expect.any(Number) as number;
    const sent = {
      ...of,
      method: 'POST',
      url: 'https://api.lux-core.io/api/v2/payments',
      merchantReference: 'order-1001',
    };
    expect(events).toEqual([
      { type: 'request', attempt: 1, ...sent },
      {
        type: 'response',
        attempt: 1,
        ...of,
        status: 503,
        code: 'SERVICE_UNAVAILABLE',
        requestId: undefined,
        durationMs,
      },
      {
        type: 'retry',
        attempt: 2,
        ...of,
        code: 'SERVICE_UNAVAILABLE',
        delayMs: 0,
        ambiguous: true,
      },
      { type: 'request', attempt: 2, ...sent },
      {
        type: 'response',
        attempt: 2,
        ...of,
        status: 200,
        code: undefined,
        requestId: 'req_7',
        durationMs,
      },
    ]);
    expect(inspect(events, { depth: 9 })).not.toContain(SECRET);
  });
});

describe('limits', () => {
  it('are kept, waited for and shown', async () => {
    const { fetch, seen } = scripted(OK);
    const limiter = createLimiter({ limits: { standard: [{ max: 2, windowMs: 200 }] } });
    const events: ClientEvent[] = [];
    const client = clientOf({ fetch, limiter, onEvent: (event) => events.push(event) });
    expect(client.limits()).toEqual([]);
    const start = performance.now();
    await Promise.all([client.balance.all(), client.balance.all(), client.balance.all()]);
    expect(performance.now() - start).toBeGreaterThan(190);
    expect(seen).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'wait')).toHaveLength(1);
    expect(client.limits()).toMatchObject([{ limit: 'standard', inFlight: 0, queued: 0 }]);
  });

  it('are of this client unless told, and none where it is told so', async () => {
    const { fetch } = scripted(OK);
    const client = clientOf({ fetch });
    await client.balance.all();
    expect(client.limits()).toMatchObject([
      { key: 'qp_test_sk_…cdef', limit: 'standard', windows: [{ max: 100, used: 1 }] },
    ]);
    const free = clientOf({ fetch, limiter: false });
    await free.balance.all();
    expect(free.limits()).toEqual([]);
  });

  it('hand back the place of what was not sent, and close after a 429', async () => {
    const released: unknown[] = [];
    const limiter: Limiter = {
      acquire: () => ({ waitedMs: 0, release: (end) => released.push(end) }),
    };
    const options = { limiter, maxRetries: 0 };
    const limited = scripted(refusal(429, 'X', { 'Retry-After': '7' })).fetch;
    await errorOf(clientOf({ ...options, fetch: limited }).balance.all());
    const auth = apiKey(() => broken());
    await errorOf(createClient({ ...options, auth, fetch: limited }).balance.all());
    const down = scripted(refusal(503, 'X', { 'Retry-After': '7' })).fetch;
    await errorOf(clientOf({ ...options, fetch: down }).balance.all());
    expect(released).toEqual([
      { notSent: false, retryAfterMs: 7000 },
      { notSent: true, retryAfterMs: undefined },
      { notSent: false, retryAfterMs: undefined },
    ]);
  });

  it('let go of a call that is ended while it waits', async () => {
    const { fetch, seen } = scripted(OK);
    const limiter = createLimiter({ limits: { standard: [{ max: 1, windowMs: 60_000 }] } });
    const client = clientOf({ fetch, limiter });
    await client.balance.all();
    const controller = new AbortController();
    const waiting = errorOf(client.balance.all({ signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(client.limits()).toMatchObject([{ queued: 1 }]);
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    expect(client.limits()).toMatchObject([{ queued: 0 }]);
    expect(seen).toHaveLength(1);
  });
});
