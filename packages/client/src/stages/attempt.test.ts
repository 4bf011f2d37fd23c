import { getEventListeners } from 'node:events';
import type { Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { errorOf, json, localServer, refusedUrl, type Handler } from '../../tests/local-server.ts';
import { ANY_BALANCE, DEPOSIT, KEY, MERCHANT_ID, paymentOf, SECRET } from '../../tests/samples.ts';
import {
  apiKey,
  bearer,
  createClient,
  hmac,
  type CallOptions,
  type Client,
  type Fetch,
} from '../index.ts';

async function clientOf(handler: Handler, timeoutMs = 5000): Promise<Client> {
  const { baseUrl } = await localServer(handler);
  return createClient({ auth: apiKey(KEY), baseUrl, timeoutMs, maxRetries: 0 });
}

function clientWith(fetch: Fetch): Client {
  return createClient({ auth: apiKey(KEY), fetch, maxRetries: 0 });
}

function fail(): never {
  throw new Error('broken');
}

const never = new Promise<never>(() => undefined);

describe('what is sent', () => {
  it('asks for JSON, and tells of JSON only where there is a body', async () => {
    const server = await localServer((request, response) => {
      json(response, 200, paymentOf({ ...DEPOSIT, seen: request.method }));
    });
    const client = createClient({ auth: apiKey(KEY), baseUrl: server.baseUrl });
    await client.payments.get('pay 1', { headers: { 'X-Trace': 'abc' } });
    await client.payments.create(DEPOSIT);
    const [get, post] = server.received;
    expect(get?.path).toBe('/api/v1/payments/pay%201');
    expect(get?.headers).toMatchObject({
      accept: 'application/json',
      'x-api-key': KEY,
      'x-trace': 'abc',
    });
    expect(get?.headers).not.toHaveProperty('content-type');
    expect(post?.headers).toMatchObject({
      'content-type': 'application/json',
      'content-length': String(post?.body.byteLength),
    });
  });

  it('keeps the prefix of the base URL', async () => {
    const server = await localServer((_, response) => {
      json(response, 200, ANY_BALANCE);
    });
    const client = createClient({ auth: apiKey(KEY), baseUrl: `${server.baseUrl}/lux/` });
    await client.balance.get({ currency: 'ARS' });
    expect(server.received[0]?.path).toBe('/lux/api/v1/balance?currency=ARS');
  });
});

describe('connections', () => {
  it('knows that nothing was sent to a port that refuses', async () => {
    const client = createClient({ auth: apiKey(KEY), baseUrl: await refusedUrl() });
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'CONNECTION_FAILED',
      outcome: 'not_sent',
      retry: 'later',
      merchantReference: DEPOSIT.merchant_reference,
      message: 'POST /api/v1/payments: the connection failed (ECONNREFUSED)',
    });
    expect(error.cause).toBeInstanceOf(TypeError);
  });

  it('knows that nothing was sent to a host that does not exist', async () => {
    const client = createClient({ auth: apiKey(KEY), baseUrl: 'https://nowhere.invalid' });
    expect(await errorOf(client.balance.all())).toMatchObject({
      code: 'CONNECTION_FAILED',
      outcome: 'not_sent',
    });
  });

  const failures = [
    ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'].map(
      (code) => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }),
    ),
    Object.assign(new Error('refused'), { code: 'ConnectionRefused' }),
  ];

  it("reads off the error of a runtime's fetch that it never connected", async () => {
    onTestFinished(() => void vi.unstubAllGlobals());
    for (const failure of failures) {
      vi.stubGlobal('fetch', () => Promise.reject(failure));
      const error = await errorOf(createClient({ auth: apiKey(KEY) }).payments.create(DEPOSIT));
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    }
  });

  // Pain: a fetch that tries again inside fails last by a refused connection, and first it paid.
  it('does not trust the error of a fetch of the caller', async () => {
    for (const failure of failures) {
      const client = clientWith(() => Promise.reject(failure));
      expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
        code: 'OUTCOME_UNKNOWN',
        cause: { code: 'CONNECTION_FAILED' },
      });
    }
  });

  it('does not know what a fetch did that throws at once', async () => {
    const client = clientWith(() => {
      throw new Error('offline');
    });
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
  });

  it.each([new Error('lost'), undefined, null, 'lost', { code: 5, cause: 'x' }])(
    'does not know what a fetch did that rejects with %o',
    async (reason) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the point of it
      const client = clientWith(() => Promise.reject(reason));
      expect(await errorOf(client.balance.all())).toMatchObject({
        code: 'CONNECTION_FAILED',
        outcome: 'unknown',
      });
    },
  );

  it.each<unknown>([
    undefined,
    null,
    {},
    'OK',
    { status: 200 },
    { status: 200, headers: null },
    ...[Number.NaN, '200', 200.5, 0, 101, 600, undefined].map((status) => ({
      status,
      headers: new Headers(),
    })),
  ])('takes %o for no answer of a fetch', async (answer) => {
    const client = clientWith(() => answer as Response);
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(inspect(error)).toContain('expected a Response');
  });

  it('reads the answer of a fetch that is not of this realm', async () => {
    const text = JSON.stringify(ANY_BALANCE);
    const arrayBuffer = (): Promise<ArrayBuffer> =>
      Promise.resolve(new TextEncoder().encode(text).buffer);
    // As node-fetch answers: a stream of Node for a body, headers that are iterated.
    const headers = new Map([['content-type', 'application/json']]);
    const client = clientWith(
      () => ({ status: 200, headers, body: { pipe: vi.fn() }, arrayBuffer }) as unknown as Response,
    );
    const response = await client.balance.all().withResponse();
    expect(response.data).toEqual(ANY_BALANCE);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    const redirected = clientWith(
      () => ({ status: 302, headers, body: { pipe: vi.fn() } }) as unknown as Response,
    );
    expect(await errorOf(redirected.balance.all())).toMatchObject({ code: 'UNEXPECTED_REDIRECT' });
  });

  it.each<[name: string, answer: object]>([
    ['whose headers throw', { status: 201, headers: { [Symbol.iterator]: fail } }],
    ['whose body throws', { status: 201, headers: [], body: { getReader: fail } }],
    ['whose bytes throw', { status: 201, headers: [], body: {}, arrayBuffer: fail }],
    ['whose status throws', Object.defineProperty({ headers: [] }, 'status', { get: fail })],
  ])('is told by a typed error of an answer %s', async (_, answer) => {
    const error = await errorOf(clientWith(() => answer as Response).payments.create(DEPOSIT));
    expect(error).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      merchantReference: DEPOSIT.merchant_reference,
      cause: { code: 'CONNECTION_FAILED' },
    });
  });

  it('does not know what became of a request whose connection was cut', async () => {
    const server = createTcpServer((socket) => {
      socket.on('data', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void (server as unknown as Server).close());
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const error = await errorOf(createClient({ auth: apiKey(KEY), baseUrl }).balance.all());
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
  });

  it('does not know what became of a request whose answer was cut', async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': 100 });
      response.write('{"transaction_id":');
      setTimeout(() => response.destroy(), 20);
    });
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN', status: 201 });
    expect(error.cause).toMatchObject({ code: 'CONNECTION_FAILED', status: 201 });
  });
});

describe('time', () => {
  it('ends while the headers are awaited', async () => {
    const client = await clientOf(() => undefined, 60);
    expect(await errorOf(client.balance.all())).toMatchObject({
      name: 'TimeoutError',
      code: 'REQUEST_TIMEOUT',
      outcome: 'unknown',
      message: 'GET /api/v1/balance/all: no answer within 60 ms',
    });
  });

  it('ends while the body is read', async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.write('{');
    });
    const error = await errorOf(client.balance.all({ timeoutMs: 60 }));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', message: /within 60 ms/ });
  });

  it('ends though a fetch does not listen to its signal', async () => {
    const client = clientWith(() => never);
    const error = await errorOf(client.balance.all({ timeoutMs: 20 }));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'unknown' });
  });

  // Pain: a throwing signer leaves the call pending forever (stripe).
  it('ends though the supplier of a token hangs', async () => {
    const fetch = vi.fn();
    const client = createClient({ auth: bearer(() => never), fetch, timeoutMs: 20 });
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'REQUEST_TIMEOUT', outcome: 'not_sent' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('ends though a body is made of nothing without end', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(0));
      },
    });
    const error = await errorOf(clientWith(() => new Response(body)).balance.all());
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', status: 200 });
  });

  it('is asked of a clock that throws: a typed error, and nothing was sent', async () => {
    const fetch = vi.fn();
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const error = await errorOf(createClient({ auth, fetch, now: fail }).payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'INVALID_OPTION', outcome: 'not_sent' });
    expect(error.message).toContain('what auth or now has thrown');
    expect(fetch).not.toHaveBeenCalled();
  });

  // Pain: one timeout signal shared by all attempts (svix).
  it('starts anew for each call', async () => {
    const client = await clientOf((_, response) => {
      setTimeout(() => {
        json(response, 200, ANY_BALANCE);
      }, 300);
    }, 1200);
    const call = client.balance.all();
    await sleep(1100);
    await call;
    await client.balance.all();
  });
});

describe('the signal of the caller', () => {
  it('ends a call before anything is sent', async () => {
    const fetch = vi.fn();
    const reason = new Error('the user left');
    const error = await errorOf(
      clientWith(fetch).payments.create(DEPOSIT, { signal: AbortSignal.abort(reason) }),
    );
    expect(error).toMatchObject({ name: 'AbortedError', code: 'ABORTED', outcome: 'not_sent' });
    expect(error.cause).toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
  });

  it('ends a call that waits for its token, and knows that nothing was sent', async () => {
    const controller = new AbortController();
    const client = createClient({ auth: bearer(() => never), fetch: vi.fn() });
    setTimeout(() => {
      controller.abort();
    }, 10);
    const error = await errorOf(client.payments.create(DEPOSIT, { signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
  });

  it('ends a call that is under way, and does not know what became of it', async () => {
    const controller = new AbortController();
    const client = await clientOf(() => {
      controller.abort();
    });
    const error = await errorOf(client.balance.all({ signal: controller.signal }));
    expect(error).toMatchObject({ code: 'ABORTED', outcome: 'unknown' });
    expect(error.cause).toMatchObject({ name: 'AbortError' });
  });

  it('is let go of, whatever comes of the call', async () => {
    const { signal } = new AbortController();
    const client = await clientOf((request, response) => {
      json(response, request.path.endsWith('/all') ? 200 : 500, ANY_BALANCE);
    });
    await client.balance.all({ signal });
    await errorOf(client.balance.get({}, { signal }));
    await errorOf(clientWith(() => never).balance.all({ signal, timeoutMs: 5 }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('leaves no timer behind', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const client = clientWith(() => Response.json(ANY_BALANCE));
    await client.balance.all();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('redirects', () => {
  // Pain: fetch follows a redirect with a stale signature (mhart/aws4fetch#51), and workers forward
  // the auth headers to another origin (cloudflare/workerd#2223).
  it.each([301, 302, 303, 307, 308])('does not follow a %i', async (status) => {
    const target = await localServer((_, response) => {
      json(response, 200, ANY_BALANCE);
    });
    const client = await clientOf((_, response) => {
      response.writeHead(status, { Location: `${target.baseUrl}/x?token=hunter2` }).end();
    });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({ name: 'RedirectError', code: 'UNEXPECTED_REDIRECT', status });
    expect(error.message).toContain(`a redirect to ${target.baseUrl};`);
    expect(inspect(error)).not.toContain('hunter2');
    expect(target.received).toEqual([]);
  });

  it.each(['/elsewhere', '', 'https://'])('does not follow one to %j', async (location) => {
    const client = await clientOf((_, response) => {
      response.writeHead(307, { Location: location }).end();
    });
    expect((await errorOf(client.balance.all())).message).toMatch(
      /a redirect; is baseUrl right\?$/,
    );
  });

  it('knows the redirect that a browser hides', async () => {
    const hidden = Response.error();
    Object.defineProperty(hidden, 'type', { value: 'opaqueredirect' });
    const error = await errorOf(clientWith(() => hidden).balance.all());
    expect(error).toMatchObject({ code: 'UNEXPECTED_REDIRECT' });
    expect(error).not.toHaveProperty('status');
  });

  it('is a typed error though the body of it cannot be let go of', async () => {
    const answer = Object.defineProperty({ status: 302, headers: [] }, 'body', { get: fail });
    const error = await errorOf(
      clientWith(() => answer as unknown as Response).payments.create(DEPOSIT),
    );
    expect(error).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      cause: { code: 'UNEXPECTED_REDIRECT' },
    });
  });

  it('says so where a fetch of the caller has followed one', async () => {
    const followed = Response.json(ANY_BALANCE);
    Object.defineProperty(followed, 'redirected', { value: true });
    const error = await errorOf(clientWith(() => followed).payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(error.cause).toMatchObject({ code: 'UNEXPECTED_REDIRECT' });
  });
});

describe('size', () => {
  const MIB = 1024 * 1024;

  it('does not read an answer that says it is too long', async () => {
    const client = await clientOf((_, response) => {
      response.writeHead(200, { 'Content-Length': 10 * MIB + 1 }).write('{');
    });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', status: 200 });
    expect(error.message).toContain('at most 10485760 bytes');
  });

  it('stops reading an answer without end', async () => {
    let written = 0;
    const client = await clientOf((_, response) => {
      const chunk = Buffer.alloc(MIB, ' ');
      const write = (): void => {
        if (response.destroyed || written > 60 * MIB) return;
        written += MIB;
        response.write(chunk, write);
      };
      write();
    });
    const options: CallOptions = { timeoutMs: 20_000 };
    const error = await errorOf(client.payments.get('pay_1', options));
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
    expect(written).toBeLessThan(60 * MIB);
  });

  it('reads an answer of the greatest size', async () => {
    const head = { transaction_id: 'pay_1' };
    const room = 10 * MIB - JSON.stringify({ ...head, text: '' }).length;
    const text = JSON.stringify({ ...head, text: 'a'.repeat(room) });
    const client = await clientOf((_, response) => {
      response.setHeader('Content-Type', 'application/json').end(text);
    });
    const { text: read } = (await client.payments.get('pay_1', {
      timeoutMs: 20_000,
    })) as unknown as {
      text: string;
    };
    expect(read).toHaveLength(room);
  });
});
