import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf, localServer } from '../tests/local-server.ts';
import { ANY_BALANCE, KEY, MERCHANT_ID, paymentOf, SECRET, WITHDRAWAL } from '../tests/samples.ts';
import { refusal, scripted, type Step } from '../tests/scripted-fetch.ts';
import { ConnectionError, PermissionError } from '@luxcore/errors';
import {
  apiKey,
  bearer,
  createClient,
  createLimiter,
  hmac,
  type ClientEvent,
  type ClientOptions,
  type Limiter,
  type Middleware,
} from './index.ts';
import { openTelemetry } from './opentelemetry.ts';

const MADE = { status: 201, body: paymentOf(WITHDRAWAL) };
const FOUND = { status: 200, body: paymentOf(WITHDRAWAL) };
const LOST = new Error('socket hang up');
const KEYS = ['a', 'b', 'c'].map((letter) => `qp_test_sk_${letter.repeat(16)}`);

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function clientOf(steps: readonly Step[], options: Partial<ClientOptions> = {}) {
  const { fetch, seen } = scripted(...steps);
  const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
  return { client: createClient({ auth, fetch, ...options } as ClientOptions<typeof auth>), seen };
}

/** Settled within so many milliseconds, or the text `pending`. */
function within<T>(ms: number, promise: PromiseLike<T>): Promise<T | 'pending' | Error> {
  return Promise.race([
    Promise.resolve(promise).catch((error: unknown) => error as Error),
    wait(ms).then(() => 'pending' as const),
  ]);
}

beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('A. nothing is sent after a call was reported as not sent', () => {
  it('A1 a supplier that answers after the time-out', async () => {
    const { fetch, seen } = scripted(MADE);
    const client = createClient({
      auth: apiKey(async () => {
        await wait(60);
        return KEY;
      }),
      fetch,
      timeoutMs: 20,
      maxRetries: 0,
    });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'not_sent' });
    await wait(100);
    expect(seen).toHaveLength(0); // "not_sent" was told to the caller
  });

  it('A2 a supplier that answers after the caller has ended the call', async () => {
    const { fetch, seen } = scripted(MADE);
    const client = createClient({
      auth: bearer(async () => {
        await wait(40);
        return 'opaque-token';
      }),
      fetch,
    });
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 10);
    const error = await errorOf(client.payments.create(WITHDRAWAL, { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    await wait(80);
    expect(seen).toHaveLength(0);
  });

  it('A3 a middleware that calls next after the time-out', async () => {
    const slow: Middleware = async (request, next) => {
      await wait(60);
      return next(request);
    };
    const { client, seen } = clientOf([MADE], { middleware: [slow], timeoutMs: 20, maxRetries: 0 });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'not_sent' });
    await wait(100);
    expect(seen).toHaveLength(0);
  });

  it('A4 an outer middleware that gives up while an inner has not called next yet', async () => {
    const impatient: Middleware = (_, next) =>
      Promise.race([
        next(),
        wait(10).then(() => {
          throw new Error('too slow');
        }),
      ]);
    const slow: Middleware = async (request, next) => {
      await wait(40);
      return next(request);
    };
    const { client, seen } = clientOf([MADE], { middleware: [impatient, slow] });
    const error = await errorOf(client.payments.create(WITHDRAWAL));
    expect(error).toMatchObject({ code: 'HOOK_FAILED', outcome: 'not_sent' });
    await wait(80);
    expect(seen).toHaveLength(0);
  });

  it('A6 a listener that ends the call as it is told of the request', async () => {
    const controller = new AbortController();
    const { client, seen } = clientOf([MADE], {
      onEvent: (event) => {
        if (event.type === 'request') controller.abort();
      },
    });
    const error = await errorOf(client.payments.create(WITHDRAWAL, { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    await wait(20);
    expect(seen).toHaveLength(0);
  });

  it('A7 a transport without a look at the signal before it sends', async () => {
    let sent = 0;
    const client = createClient({
      auth: apiKey(async () => {
        await wait(30);
        return KEY;
      }),
      // Follows the contract: it ends when told, but it was told before.
      transport: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
          });
          sent++;
        }),
      timeoutMs: 10,
      maxRetries: 0,
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'not_sent',
    });
    await wait(60);
    expect(sent).toBe(0);
  });

  it('A5 no event of a call comes after it has ended (a span would never end)', async () => {
    const started: string[] = [];
    const ended: string[] = [];
    const otel = openTelemetry({
      tracer: {
        startSpan: (name) => {
          started.push(name);
          return { setAttributes: () => 0, setStatus: () => 0, end: () => ended.push(name) };
        },
      },
    });
    const { fetch } = scripted(MADE);
    const client = createClient({
      auth: apiKey(async () => {
        await wait(40);
        return KEY;
      }),
      fetch,
      onEvent: otel,
      timeoutMs: 10,
      maxRetries: 0,
    });
    await errorOf(client.payments.create(WITHDRAWAL));
    await wait(80);
    expect(started).toEqual(ended);
  });
});

describe('B. no replay later than replayWindowMs', () => {
  it('B1 not after a wait in the limiter', async () => {
    const own = createLimiter();
    let asked = 0;
    const limiter: Limiter = {
      async acquire(request) {
        if (++asked > 1) await wait(200);
        return own.acquire(request);
      },
    };
    const { client, seen } = clientOf([LOST, FOUND], { replayWindowMs: 100, limiter });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });

  it('B2 not after this very limiter has made it wait (one place in the window)', async () => {
    const limiter = createLimiter({ limits: { creation: [{ max: 1, windowMs: 300 }] } });
    const { client, seen } = clientOf([LOST, FOUND], { replayWindowMs: 100, limiter });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });

  it('B3 not after the machine has slept during the backoff', async () => {
    let time = Date.now();
    const onEvent = (event: ClientEvent): void => {
      // The lid is closed: the wall clock has gone on when the timer fires.
      if (event.type === 'retry') time += 3_600_000;
    };
    const { client, seen } = clientOf([LOST, FOUND], { now: () => time, onEvent });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });

  it('B4 not after a middleware has taken its time', async () => {
    const slow: Middleware = async (request, next) => {
      if (request.attempt > 1) await wait(200);
      return next(request);
    };
    const { client, seen } = clientOf([LOST, FOUND], { replayWindowMs: 100, middleware: [slow] });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(seen).toHaveLength(1);
  });
});

describe('C. permits are given back', () => {
  const inFlight = (client: { limits(): readonly { inFlight: number }[] }): number =>
    client.limits().reduce((sum, state) => sum + state.inFlight, 0);

  it('C1 after an abort in the same tick as the call', async () => {
    const { client } = clientOf([MADE]);
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

  it('C2 and the client goes on after as many such aborts as there are places', async () => {
    const limiter = createLimiter({ limits: { creation: [{ max: 5, windowMs: 10 }] } });
    const { client } = clientOf([MADE], { limiter });
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

  it('C3 where a listener ends the calls that wait, when one was answered', async () => {
    const limiter = createLimiter({ limits: { creation: [{ max: 1, windowMs: 1 }] } });
    const controller = new AbortController();
    const { client } = clientOf([LOST], {
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

  it('C4 by a limiter that grants after the call has ended', async () => {
    let held = 0;
    const limiter: Limiter = {
      async acquire() {
        await wait(40);
        held++;
        return { waitedMs: 40, release: () => held-- };
      },
    };
    const { client } = clientOf([MADE], { limiter, totalTimeoutMs: 20 });
    await errorOf(client.payments.create(WITHDRAWAL));
    await wait(60);
    expect(held).toBe(0);
  });
});

describe('D. rotation', () => {
  const refused = (): Response =>
    Response.json({ statusCode: 401, error: 'INVALID_API_KEY' }, { status: 401 });

  it('D1 a call that is refused after another has moved on takes the key that works', async () => {
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

  it('D4 and no minute of rest begins though a key works', async () => {
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

  it('D2 a call that ended while it waited for a search starts none: others would hang', async () => {
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

  it('D3 a supplier that hangs when it is asked again after a 401 has the time of an attempt', async () => {
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

describe('E. hostile answers', () => {
  it('E1 one Retry-After of 999999999 s does not close the client', async () => {
    const { client } = clientOf(
      [refusal(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': '999999999' }), MADE],
      { totalTimeoutMs: 1000 },
    );
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'RATE_LIMIT_EXCEEDED',
    });
    expect(client.limits()[0]?.pausedMs ?? 0).toBeLessThanOrEqual(60_000);
  });

  it('E2 nor does a date in the year 9999', async () => {
    const { client } = clientOf([
      refusal(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': 'Fri, 31 Dec 9999 23:59:59 GMT' }),
      MADE,
    ]);
    await errorOf(client.payments.create(WITHDRAWAL));
    expect(client.limits()[0]?.pausedMs ?? 0).toBeLessThanOrEqual(60_000);
  });

  it('E3 an opaque token that a page of success repeats is not shown', async () => {
    const token = 'opaque~0123456789.abc';
    const { fetch } = scripted(
      () => new Response(`<pre>token=${token}</pre>`, { headers: { 'Content-Type': 'text/html' } }),
    );
    const client = createClient({ auth: bearer(token), fetch, maxRetries: 0 });
    const error = await errorOf(client.balance.all());
    expect(inspect(error, { depth: 9 })).not.toContain(token);
  });

  it('E4 nor one that JSON spells with escapes', async () => {
    const token = 'opaque/0123456789+abc';
    const { fetch } = scripted(
      () =>
        new Response(
          `{"statusCode":401,"error":"INVALID_API_KEY","message":"bad ${token.replaceAll('/', '\\/')}"}`,
          { status: 401, headers: { 'Content-Type': 'application/json' } },
        ),
    );
    const client = createClient({ auth: bearer(token), fetch, maxRetries: 0 });
    const error = await errorOf(client.balance.all());
    expect(inspect(error, { depth: 9 })).not.toContain(token);
  });

  it('E5 the upload URL that its storage repeats is not shown', async () => {
    const path = '/bucket/s3cr3t-path';
    const query = '?X-Amz-Credential=abc&sig=topsecret';
    const { fetch } = scripted(
      {
        status: 201,
        body: {
          success: true,
          data: { upload_url: `https://s.example${path}${query}`, attachment_id: 'a' },
        },
      },
      {
        status: 404,
        body: { statusCode: 404, error: 'Not Found', message: `Cannot PUT ${path}${query}` },
      },
    );
    const client = createClient({ auth: apiKey(KEY), fetch });
    const error = await errorOf(
      client.tickets.attachments.upload('t', {
        file_name: 'a.txt',
        content_type: 'text/plain',
        bytes: new Uint8Array(1),
      }),
    );
    expect(inspect(error, { depth: 9 })).not.toMatch(/s3cr3t-path|topsecret/);
  });

  it('E6 bytes go to no loopback address where the API itself is elsewhere', async () => {
    const { fetch, seen } = scripted(
      {
        status: 201,
        body: {
          success: true,
          data: { upload_url: 'http://127.0.0.1:6379/x', attachment_id: 'a' },
        },
      },
      { status: 200 },
    );
    const client = createClient({ auth: apiKey(KEY), fetch });
    await errorOf(
      client.tickets.attachments.upload('t', {
        file_name: 'a.txt',
        content_type: 'text/plain',
        bytes: new Uint8Array(1),
      }),
    ).catch(() => undefined);
    expect(seen).toHaveLength(1);
  });
});

describe('F. functions of the caller that misbehave', () => {
  it('F1 a limiter whose release throws does not lose the payment that was made', async () => {
    const limiter: Limiter = {
      acquire: () => ({
        waitedMs: 0,
        release() {
          throw new Error('redis is away');
        },
      }),
    };
    const { client } = clientOf([MADE], { limiter });
    expect(await within(500, client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'created',
    });
  });

  it('F2 a limiter whose release rejects does not end the process', async () => {
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
    const { client } = clientOf([MADE], { limiter });
    await client.payments.create(WITHDRAWAL);
    await wait(20);
    process.removeListener('unhandledRejection', listener);
    for (const other of others) process.on('unhandledRejection', other);
    expect(unhandled).toEqual([]);
  });

  it('F3 a middleware that changes the signed headers in place is refused', async () => {
    const evil: Middleware = (request, next) => {
      (request.headers as Record<string, string>)['X-API-Key'] = 'qp_test_sk_other000000000';
      return next(request);
    };
    const { fetch, seen } = scripted({ status: 200, body: ANY_BALANCE });
    const client = createClient({ auth: apiKey(KEY), fetch, middleware: [evil] });
    const result = await within(500, client.balance.all());
    expect(seen.map(({ headers }) => headers['X-API-Key'])).not.toContain(
      'qp_test_sk_other000000000',
    );
    expect(result).toMatchObject({ code: 'REQUEST_CHANGED' });
  });

  it('F4 nor can it put a line break into one', async () => {
    const evil: Middleware = (request, next) => {
      (request.headers as Record<string, string>).Accept = 'a\r\nX-Evil: 1';
      return next(request);
    };
    const { fetch, seen } = scripted({ status: 200, body: ANY_BALANCE });
    const client = createClient({ auth: apiKey(KEY), fetch, middleware: [evil] });
    await within(500, client.balance.all());
    expect(inspect(seen)).not.toContain('X-Evil');
  });

  it('F5 a transport that uses up the bytes does not change what is replayed', async () => {
    const bodies: string[] = [];
    const { client } = clientOf([], {
      fetch: undefined,
      transport: (request) => {
        bodies.push(new TextDecoder().decode(request.body));
        // As postMessage to a worker with a transfer list does.
        if (request.body) structuredClone(request.body, { transfer: [request.body.buffer] });
        throw LOST;
      },
    });
    await errorOf(client.payments.create(WITHDRAWAL));
    expect(new Set(bodies).size).toBe(1);
  });

  it('F6 a transport that sends and then throws an error with the outcome not_sent is not believed, but for a ConnectionError', async () => {
    const { client } = clientOf([], {
      fetch: undefined,
      maxRetries: 0,
      transport: () => {
        throw new PermissionError('egress policy', { code: 'FORBIDDEN_HOST' });
      },
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('F7 a transport that rejects with one and the same error does not mix up two payments', async () => {
    const error = new ConnectionError('away', { code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    const { client } = clientOf([], {
      fetch: undefined,
      maxRetries: 0,
      transport: () => Promise.reject(error),
    });
    const one = await errorOf(client.payments.create({ ...WITHDRAWAL, merchant_reference: 'A' }));
    expect(one).toMatchObject({ merchantReference: 'A' });
    const other = await errorOf(client.payments.create({ ...WITHDRAWAL, merchant_reference: 'B' }));
    expect(other).toMatchObject({ merchantReference: 'B' });
  });

  it('F8 a middleware that answers 429 in place of a lost connection hides no ambiguity', async () => {
    const calm: Middleware = async (request, next) => {
      try {
        return await next(request);
      } catch {
        return { status: 429, headers: {}, body: new Uint8Array(0) };
      }
    };
    const { client } = clientOf([LOST, refusal(400, 'INSUFFICIENT_BALANCE')], {
      middleware: [calm],
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'unknown',
    });
  });

  it('F9 a supplier that changes the environment between two attempts is refused', async () => {
    let asked = 0;
    const { fetch, seen } = scripted(LOST, MADE);
    const client = createClient({
      auth: apiKey(() => (++asked === 1 ? KEY : 'qp_prod_sk_0123456789abcdef')),
      fetch,
    });
    await within(500, client.payments.create(WITHDRAWAL));
    expect(seen.map(({ headers }) => headers['X-API-Key']?.slice(0, 7))).not.toContain('qp_prod');
  });

  it('F10 Accept-Encoding of the caller is refused: a compressed answer is one nobody reads', async () => {
    const { client } = clientOf([MADE]);
    expect(
      await errorOf(client.payments.create(WITHDRAWAL, { headers: { 'Accept-Encoding': 'gzip' } })),
    ).toMatchObject({ code: 'INVALID_OPTION' });
  });

  it('F11 a clock that throws once the answer is here does not lose the payment', async () => {
    let isAnswered = false;
    const { client } = clientOf(
      [
        () => {
          isAnswered = true;
          return Response.json(paymentOf(WITHDRAWAL), { status: 201 });
        },
      ],
      {
        now: () => {
          if (isAnswered) throw new Error('ntp');
          return Date.now();
        },
      },
    );
    expect(await within(500, client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'created',
    });
  });
});

describe('H. what held', () => {
  it('H1 URLs are what a parser makes of them', async () => {
    const { fetch, seen } = scripted({
      status: 200,
      body: { ...ANY_BALANCE, data: [], total: 0, page: 1, limit: 1, transaction_id: 'x' },
    });
    const texts = [
      '%2e%2e',
      '..;',
      '. .',
      '\\\\',
      'a/b',
      '?#',
      '\'"<>`{}|^',
      '\u00e9\ud83d\ude00',
      ' a ',
      '\t\n',
      '\u0000',
      '..%5c',
      'x:y@z',
      '//e.example',
      '\u202e',
      '\ufeff',
      "~!*()'",
      '%',
      '&=+;,$',
    ];
    for (const baseUrl of [
      'https://API.Lux-Core.io:443/',
      'https://\u00fc.example/a%2e%2e/b/..%2f/\u00e9 x/',
      'https://h.example:8443/p/../q//',
    ]) {
      const client = createClient({ auth: apiKey(KEY), fetch, baseUrl, limiter: false });
      for (const text of texts) {
        await within(100, client.payments.get(text));
        await within(100, client.payments.list({ [text]: text, a: [text, text] }));
      }
    }
    expect(seen.length).toBeGreaterThan(100);
    for (const { url } of seen) expect(new URL(url).href).toBe(url);
    for (const { url } of seen) expect(url).toMatch(/\/api\/v1\/payments(?:\/[^/?]+)?(?:\?|$)/);
  });

  it('H2 a long-lived signal keeps no listener', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => {
      listeners++;
      add(...args);
    };
    signal.removeEventListener = (...args: Parameters<typeof remove>) => {
      listeners--;
      remove(...args);
    };
    const { client } = clientOf([LOST, refusal(429, 'X'), FOUND, MADE]);
    for (let call = 0; call < 20; call++) await client.payments.create(WITHDRAWAL, { signal });
    expect(listeners).toBe(0);
  });

  it('H3 a client shows no secret', async () => {
    const { client } = clientOf([MADE]);
    await client.payments.create(WITHDRAWAL);
    const shown =
      inspect(client, { depth: 30, showHidden: true, getters: true }) +
      JSON.stringify(client) +
      JSON.stringify(client.limits());
    expect(shown).not.toContain(SECRET);
    const other = createClient({
      auth: apiKey(KEY),
      fetch: scripted(refusal(500, 'X')).fetch,
      maxRetries: 0,
    });
    const error = await errorOf(other.payments.create(WITHDRAWAL));
    expect(inspect([other, error, other.limits()], { depth: 30, showHidden: true })).not.toContain(
      KEY,
    );
  });

  it('H4 a full queue, a failed supplier, an abort or the end of all time after an ambiguous attempt stay unknown', async () => {
    const own = createLimiter({
      limits: { creation: [{ max: 1, windowMs: 120_000 }] },
      maxQueued: 0,
    });
    const full = clientOf([LOST, FOUND], { limiter: own });
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
    const aborted = clientOf([LOST, FOUND], {
      onEvent: ({ type }) => {
        if (type === 'retry') controller.abort();
      },
    });
    expect(
      await errorOf(aborted.client.payments.create(WITHDRAWAL, { signal: controller.signal })),
    ).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const late = clientOf([LOST, FOUND], {
      limiter: createLimiter({ limits: { creation: [{ max: 1, windowMs: 60_000 }] } }),
      totalTimeoutMs: 100,
    });
    expect(await errorOf(late.client.payments.create(WITHDRAWAL))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(late.seen).toHaveLength(1);
  });

  it('H5 a late failure of a transport rejects nothing that nobody handles', async () => {
    const unhandled: unknown[] = [];
    const listener = (error: unknown): void => {
      unhandled.push(error);
    };
    process.on('unhandledRejection', listener);
    const { client } = clientOf([], {
      fetch: undefined,
      transport: async () => {
        await wait(30);
        throw LOST;
      },
      timeoutMs: 5,
      maxRetries: 0,
    });
    await errorOf(client.payments.create(WITHDRAWAL));
    await wait(60);
    process.removeListener('unhandledRejection', listener);
    expect(unhandled).toEqual([]);
  });

  it('H6 a Retry-After that is negative, past or nonsense', async () => {
    for (const value of ['-5', 'Mon, 01 Jan 1990 00:00:00 GMT', 'NaN', '1e9', '']) {
      const { client, seen } = clientOf([
        refusal(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': value }),
        MADE,
      ]);
      expect((await client.payments.create(WITHDRAWAL)).outcome).toBe('created');
      expect(seen).toHaveLength(2);
    }
  });

  it('H7 servers with different clocks: a call learns once, nothing loops', async () => {
    const far: Step = () =>
      Response.json(
        { statusCode: 401, error: 'TIMESTAMP_OUT_OF_RANGE' },
        { status: 401, headers: { Date: new Date(Date.now() + 3_600_000).toUTCString() } },
      );
    const near: Step = () =>
      Response.json(
        { statusCode: 401, error: 'TIMESTAMP_OUT_OF_RANGE' },
        { status: 401, headers: { Date: new Date().toUTCString() } },
      );
    const { client, seen } = clientOf([far, near, far, near, far, near, far, near]);
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'rejected',
    });
    expect(seen.length).toBeLessThanOrEqual(3);
  });

  it('H8 the default transport of Node sends nothing after the end (A is about fetch, transport and emulator)', async () => {
    const { baseUrl, received } = await localServer((_, response) => {
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(paymentOf(WITHDRAWAL)));
    });
    const client = createClient({
      auth: apiKey(async () => {
        await wait(40);
        return KEY;
      }),
      baseUrl,
      timeoutMs: 10,
      maxRetries: 0,
    });
    expect(await errorOf(client.payments.create(WITHDRAWAL))).toMatchObject({
      outcome: 'not_sent',
    });
    await wait(80);
    expect(received).toHaveLength(0);
  });

  it('H9 a body that is changed, or a getter that changes, after the call', async () => {
    const { client, seen } = clientOf([LOST, FOUND]);
    const body = { ...WITHDRAWAL, metadata: { a: 1 } };
    let reads = 0;
    Object.defineProperty(body, 'amount', {
      enumerable: true,
      get: () => (++reads === 1 ? 150_000 : 999),
    });
    const call = client.payments.create(body);
    body.metadata.a = 2;
    await call;
    expect(reads).toBe(1);
    for (const { body: sent } of seen) {
      expect(JSON.parse(sent ?? '')).toMatchObject({ amount: 150_000, metadata: { a: 1 } });
    }
  });

  it('H10 options and bodies from JSON with __proto__ pollute nothing', async () => {
    const { client } = clientOf([MADE]);
    const options = JSON.parse(
      '{"__proto__":{"maxRetries":9},"headers":{"__proto__":"x"}}',
    ) as object;
    const body = JSON.parse(
      JSON.stringify(WITHDRAWAL).replace('{', '{"__proto__":{"polluted":1},'),
    ) as typeof WITHDRAWAL;
    await client.payments.create(body, options);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe('G. lists', () => {
  it('G1 a first page that is not the one asked for is refused, as the following ones are', async () => {
    const { fetch } = scripted({ status: 200, body: { data: [{}], total: 1, page: 1, limit: 1 } });
    const client = createClient({ auth: apiKey(KEY), fetch });
    const iterate = async (): Promise<void> => {
      for await (const payment of client.payments.list({ page: 3, limit: 1 }))
        expect(payment).toBeDefined();
    };
    expect(await within(500, iterate())).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
  });
});
