import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { errorOf, localServer } from '../../tests/local-server.ts';
import { headerOf, posting, requestOf, sendable, textOf } from '../../tests/transport-request.ts';
import { transportSuite } from '../../tests/transport-suite.ts';
import type { Fetch } from '../client-options.ts';
import { fetchTransport } from './fetch-transport.ts';
import type { TransportResponse } from './transport.ts';

const URL_OF_PAYMENTS = 'https://api.lux-core.io/api/v1/payments?page=1';

async function sendWith(fetch: Fetch): Promise<TransportResponse> {
  return fetchTransport(fetch)(requestOf(URL_OF_PAYMENTS, posting({})));
}

function fail(): never {
  throw new Error('broken');
}

transportSuite(() => fetchTransport(), { refusesEncodings: false });

const failures = [
  ...['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT'].map(
    (code) => new TypeError('fetch failed', { cause: Object.assign(new Error(), { code }) }),
  ),
  Object.assign(new Error('refused'), { code: 'ConnectionRefused' }),
  // Deno's, without --allow-net.
  Object.assign(new Error('Requires net access'), { name: 'NotCapable' }),
];

describe('a fetch', () => {
  it("of the runtime's own is looked up for each request, and believed that it never connected", async () => {
    onTestFinished(() => void vi.unstubAllGlobals());
    const send = fetchTransport();
    for (const failure of failures) {
      vi.stubGlobal('fetch', () => Promise.reject(failure));
      const error = await errorOf(Promise.resolve(send(requestOf(URL_OF_PAYMENTS))));
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    }
    vi.stubGlobal('fetch', undefined);
    expect(await errorOf(Promise.resolve(send(requestOf(URL_OF_PAYMENTS))))).toMatchObject({
      code: 'INVALID_OPTION',
      outcome: 'not_sent',
    });
  });

  // Pain: a fetch that tries again inside fails last by a refused connection, and first it paid.
  it("of the caller's is not believed", async () => {
    for (const failure of failures) {
      const error = await errorOf(sendWith(() => Promise.reject(failure)));
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
      expect(error.message).toMatch(/^POST \/api\/v1\/payments: the connection failed \(/);
    }
  });

  it('that throws at once may have sent it', async () => {
    expect(await errorOf(sendWith(fail))).toMatchObject({
      code: 'CONNECTION_FAILED',
      outcome: 'unknown',
    });
  });

  it.each([new Error('lost'), undefined, null, 'lost', { code: 5, cause: 'x' }])(
    'that rejects with %o may have sent it',
    async (reason) => {
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- the point of it
      const error = await errorOf(sendWith(() => Promise.reject(reason)));
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
    },
  );

  it('is given the signal, and no redirects to follow', async () => {
    const fetch = vi.fn<Fetch>(() => new Response());
    const { request } = sendable(URL_OF_PAYMENTS, { headers: { 'X-Trace': 'abc' } });
    await fetchTransport(fetch)(request);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(URL_OF_PAYMENTS, {
      method: 'GET',
      headers: { 'X-Trace': 'abc' },
      redirect: 'manual',
      signal: request.signal,
    });
  });
});

describe('an answer', () => {
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
  ])('is not %o', async (answer) => {
    const error = await errorOf(sendWith(() => answer as Response));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
    expect(inspect(error)).toContain('expected a Response');
  });

  it('may be of another realm', async () => {
    const arrayBuffer = (): Promise<ArrayBuffer> =>
      Promise.resolve(new TextEncoder().encode('ñ').buffer);
    // As node-fetch answers: a stream of Node for a body, headers that are iterated.
    const headers = new Map([['content-type', 'application/json']]);
    const body = { pipe: vi.fn() };
    const response = await sendWith(
      () => ({ status: 200, headers, body, arrayBuffer }) as unknown as Response,
    );
    expect(textOf(response)).toBe('ñ');
    expect(headerOf(response, 'Content-Type')).toBe('application/json');
    const redirected = sendWith(() => ({ status: 302, headers, body }) as unknown as Response);
    expect(await errorOf(redirected)).toMatchObject({ code: 'UNEXPECTED_REDIRECT' });
    const long = (): Promise<ArrayBuffer> => Promise.resolve(new ArrayBuffer(1024 * 1024 + 1));
    const tooLong = sendWith(
      () => ({ status: 200, headers, body, arrayBuffer: long }) as unknown as Response,
    );
    expect(await errorOf(tooLong)).toMatchObject({ code: 'UNREADABLE_RESPONSE' });
  });

  it.each<[name: string, answer: object]>([
    ['headers throw', { status: 201, headers: { [Symbol.iterator]: fail } }],
    ['body throws', { status: 201, headers: [], body: { getReader: fail } }],
    ['bytes throw', { status: 201, headers: [], body: {}, arrayBuffer: fail }],
    ['status throws', Object.defineProperty({ headers: [] }, 'status', { get: fail })],
  ])('whose %s is told of by a typed error', async (_, answer) => {
    const error = await errorOf(sendWith(() => answer as Response));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
  });

  it('that was cut says its status', async () => {
    const { baseUrl } = await localServer((_, response) => {
      response.writeHead(201, { 'Content-Length': 100 });
      response.write('{"transaction_id":');
      setTimeout(() => response.destroy(), 20);
    });
    const error = await errorOf(Promise.resolve(fetchTransport()(requestOf(baseUrl))));
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', status: 201, outcome: 'unknown' });
  });

  it('may not be made of nothing without end', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(0));
      },
    });
    const error = await errorOf(sendWith(() => new Response(body)));
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', status: 200 });
  });
});

describe('a redirect', () => {
  it('is known where a browser hides it', async () => {
    const hidden = Response.error();
    Object.defineProperty(hidden, 'type', { value: 'opaqueredirect' });
    const error = await errorOf(sendWith(() => hidden));
    expect(error).toMatchObject({ code: 'UNEXPECTED_REDIRECT' });
    expect(error).not.toHaveProperty('status');
  });

  it('is a typed error though the body of it cannot be let go of', async () => {
    const answer = Object.defineProperty({ status: 302, headers: [] }, 'body', { get: fail });
    const error = await errorOf(sendWith(() => answer as unknown as Response));
    expect(error).toMatchObject({ code: 'UNEXPECTED_REDIRECT', status: 302 });
  });

  it('is known where a fetch of the caller has followed one', async () => {
    const followed = Response.json({});
    Object.defineProperty(followed, 'redirected', { value: true });
    expect(await errorOf(sendWith(() => followed))).toMatchObject({ code: 'UNEXPECTED_REDIRECT' });
  });
});
