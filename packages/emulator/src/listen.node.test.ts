import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { createSigner } from '@luxcore/signing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from './emulator.ts';
import { listen, type Listening } from './listen.node.ts';

let emulator: Emulator;
let server: Listening;

beforeEach(async () => {
  emulator = createEmulator();
  server = await listen(emulator);
});
afterEach(() => server.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** node:http sends Host, Origin and the target as they are given, which fetch does not. */
async function send({ method = 'GET', path = '/api/v1/payments', headers = {}, body }: Sent) {
  const request = httpRequest({
    host: '127.0.0.1',
    port: server.port,
    method,
    path,
    headers,
    setHost: !('host' in headers),
  });
  // After an early answer the rest of a large body cannot be written any more; the answer counts.
  request.on('error', () => undefined);
  request.end(body);
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, body: JSON.parse(text) as Record<string, unknown> };
}

const key = { 'X-API-Key': createEmulator().credentials.testKey };

describe('who may call', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '[::1]'])(
    'answers to the host %s',
    async (host) => {
      const answer = await send({ headers: { ...key, host: `${host}:${String(server.port)}` } });
      expect(answer.status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '169.254.169.254',
    '',
  ])('refuses the host %j, which a rebound name would send', async (host) => {
    const answer = await send({ headers: { ...key, host } });
    expect([answer.status, answer.body.error]).toEqual([
      host === '' ? 400 : 403,
      host === '' ? expect.anything() : 'FORBIDDEN_HOST',
    ]);
  });

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://127.0.0.1:1'])(
    'refuses the origin %s',
    async (origin) => {
      const answer = await send({ headers: { ...key, origin } });
      expect([answer.status, answer.body.error]).toEqual([403, 'FORBIDDEN_ORIGIN']);
    },
  );

  it('answers its own origin', async () => {
    expect((await send({ headers: { ...key, origin: server.url } })).status).toBe(200);
  });

  it('refuses a target that is no path', async () => {
    const answer = await send({ path: 'http://evil.example/api/v1/payments', headers: key });
    expect([answer.status, answer.body.error]).toEqual([400, 'VALIDATION_ERROR']);
  });
});

describe('what comes over the wire', () => {
  it('verifies the raw request target', async () => {
    const { merchantId, hmacSecret } = emulator.credentials;
    const signer = createSigner({ merchantId, secret: hmacSecret });
    const path = "/api/v2/balance?currency=MXN&note='a'%2f%2F|+%20";
    const { headers } = signer.sign({ method: 'GET', path });
    expect((await send({ path, headers: { ...headers } })).status).toBe(200);
  });

  it('takes a body that does not say its length, and a POST without one', async () => {
    const headers = { ...key, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const body = JSON.stringify({ amount: 1, currency: 'MXN', method: 'spei', type: 'deposit' });
    const created = await send({ method: 'POST', headers, body });
    expect(created.status).toBe(201);
    const path = `/api/v1/payments/${String(created.body.transaction_id)}/cancel`;
    const cancelled = await fetch(server.url + path, { method: 'POST', headers: key });
    expect(cancelled.status).toBe(200);
    expect(
      (await send({ method: 'DELETE', path: '/api/v1/webhooks/x', headers: key })).status,
    ).toBe(404);
    expect((await send({ method: 'PROPFIND', headers: key })).status).toBe(404);
  });

  it('refuses a body of 10 MB with 413', async () => {
    const headers = { ...key, 'content-type': 'application/json' };
    const answer = await send({ method: 'POST', headers, body: 'x'.repeat(10_000_000) });
    expect([answer.status, answer.body.error]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('refuses a body of 10 MB that does not say its length', async () => {
    const headers = { ...key, 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const answer = await send({ method: 'POST', headers, body: 'x'.repeat(10_000_000) });
    expect(answer.status).toBe(413);
  });

  it('lets a client that writes all before it reads see the 413', async () => {
    const socket = connect(server.port, '127.0.0.1').pause();
    const bytes = 10_000_000;
    const head = [
      'POST /api/v1/payments HTTP/1.1',
      'Host: localhost',
      'Connection: close',
      `Content-Length: ${String(bytes)}`,
    ];
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.write(`${head.join('\r\n')}\r\n\r\n${'x'.repeat(bytes)}`, (error) => {
        if (error instanceof Error) reject(error);
        else resolve();
      });
    });
    const [chunk] = (await once(socket.resume(), 'data')) as [Buffer];
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it('loses the connection, or breaks it off, where a fault asks for it', async () => {
    const url = `${server.url}/api/v1/balance`;
    const ask = (fault: string) => fetch(url, { headers: { ...key, 'X-Emulator-Fault': fault } });
    await expect(ask('drop=before')).rejects.toThrow(TypeError);
    await expect(ask('drop=after')).rejects.toThrow(TypeError);
    await expect(ask('reset')).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    const cut = await ask('truncate');
    expect(cut.status).toBe(200);
    await expect(cut.text()).rejects.toThrow(TypeError);
    expect((await fetch(url, { headers: key })).status).toBe(200);
  });

  it.each([
    'GARBAGE\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
  ])('survives what is no HTTP, and a flood of headers, case %#', async (bytes) => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(bytes);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    expect(String(chunk)).toMatch(/^HTTP\/1\.1 4\d\d /);
    socket.destroy();
    expect((await send({ headers: key })).status).toBe(200);
  });

  it('survives a client that leaves in the middle of its body', async () => {
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      'POST /api/v1/payments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{"am',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await send({ headers: key })).status).toBe(200);
  });
});

describe('an emulator', () => {
  it('that is closed answers 503', async () => {
    await emulator.close();
    const answer = await send({ headers: key });
    expect([answer.status, answer.body]).toEqual([
      503,
      { statusCode: 503, error: 'SERVICE_UNAVAILABLE', message: 'The emulator is closed' },
    ]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('a secret of the house'))],
    [
      'throws',
      () => {
        throw new Error('a secret of the house');
      },
    ],
  ])('that %s is a fault of ours: 500, and no more is said', async (_case, handle) => {
    const broken = await listen({ ...emulator, handle });
    const response = await fetch(broken.url);
    expect([response.status, await response.json()]).toEqual([
      500,
      {
        statusCode: 500,
        error: 'SERVER_ERROR',
        message: 'The emulator has a fault; please report it',
      },
    ]);
    await broken.close();
  });
});

describe('listen', () => {
  it('takes a free port, tells it, and frees it when closed', async () => {
    expect(server.url).toBe(`http://127.0.0.1:${String(server.port)}`);
    await server.close();
    await expect(fetch(server.url)).rejects.toThrow();
    const again = await listen(emulator, { port: server.port });
    expect(again.port).toBe(server.port);
    await again.close();
  });

  it('says which port is taken', async () => {
    const second = listen(emulator, { port: server.port });
    await expect(second).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: `port: expected one that can be listened on at 127.0.0.1, received ${String(server.port)} (EADDRINUSE). Another program has it: stop that one, or leave the port out to take a free one`,
    });
  });

  it.each([
    { port: -1 },
    { port: 65_536 },
    { port: 1.5 },
    { port: '80' },
    { host: '0.0.0.0' },
    { host: 'example.com' },
    { host: 'localhost.' },
    { host: 'evil.localhost' },
    { host: null },
  ])('refuses the option %o', async (options) => {
    await expect(listen(emulator, options as never)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
    });
  });

  it('listens on localhost, in whatever case', async () => {
    const local = await listen(emulator, { host: 'LOCALHOST' });
    expect(local.url).toBe(`http://localhost:${String(local.port)}`);
    expect((await fetch(`${local.url}/api/v1/payments`, { headers: key })).status).toBe(200);
    await local.close();
  });

  it.each(['::1', '[::1]'])('listens on %s where there is one', async (host) => {
    const six = await listen(emulator, { host }).catch((error: unknown) => error);
    if (six instanceof Error) {
      // A machine without IPv6 refuses the address itself.
      expect(String(six.cause)).toMatch(/EADDRNOTAVAIL|EAFNOSUPPORT/);
      return;
    }
    const { url, close } = six as Listening;
    expect(url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${url}/api/v1/payments`, { headers: key })).status).toBe(200);
    await close();
  });
});
