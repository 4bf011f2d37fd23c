import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent as HttpAgent, createServer } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { errorOf, localServer, refusedUrl } from '../../tests/local-server.ts';
import { answering, tcpServer } from '../../tests/tcp-server.ts';
import { posting, requestOf, sendable, textOf } from '../../tests/transport-request.ts';
import { transportSuite } from '../../tests/transport-suite.ts';
import { nodeTransport } from './node-transport.node.ts';
import type { Transport } from './transport.ts';

const OK = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

transportSuite(() => nodeTransport(), { refusesEncodings: true });

describe('with an agent of the caller', () => {
  transportSuite(
    () => {
      const agent = new HttpAgent({ keepAlive: true });
      onTestFinished(() => {
        agent.destroy();
      });
      // The suite speaks https to one host, which does not exist.
      return (request) =>
        nodeTransport({ agent: request.url.startsWith('https') ? new HttpsAgent() : agent })(
          request,
        );
    },
    { refusesEncodings: true },
  );

  it('sends by the connections that it makes', async () => {
    const { baseUrl } = await localServer((_, response) => response.end('ok'));
    const port = Number(new URL(baseUrl).port);
    const made: string[] = [];
    class Tunnel extends HttpAgent {
      override createConnection(options: { host?: string }): Socket {
        made.push(options.host ?? '');
        return connect(port, '127.0.0.1');
      }
    }
    const send = nodeTransport({ agent: new Tunnel() });
    expect(textOf(await send(requestOf('http://elsewhere.invalid/x')))).toBe('ok');
    expect(made).toEqual(['elsewhere.invalid']);
  });

  it('knows that nothing was sent where it makes none', async () => {
    class Refused extends HttpAgent {
      override createConnection(
        _options: object,
        done?: (error: Error | null, socket: Socket) => void,
      ): undefined {
        setTimeout(() => done?.(new Error('the proxy says no'), undefined as never), 1);
      }
    }
    const send = nodeTransport({ agent: new Refused() });
    expect(await failureOf(send, 'http://elsewhere.invalid/x')).toMatchObject({
      code: 'CONNECTION_FAILED',
      outcome: 'not_sent',
    });
  });
});

describe('connections', () => {
  it('are used again, the one used last first', async () => {
    const { url, sockets } = await tcpServer(answering(OK));
    const send = nodeTransport();
    await Promise.all([send(requestOf(url)), send(requestOf(url))]);
    for (let count = 0; count < 5; count += 1) await send(requestOf(url));
    expect(sockets).toHaveLength(2);
  });

  it('are no more than maxSockets; the other requests wait', async () => {
    let open = 0;
    let most = 0;
    const server = createServer((_, response) => setTimeout(() => response.end('ok'), 5));
    server.on('connection', (socket) => {
      most = Math.max(most, (open += 1));
      socket.on('close', () => (open -= 1));
    });
    const url = await listening(server);
    const send = nodeTransport({ maxSockets: 3 });
    const ended = sendable(url);
    const all = Array.from({ length: 20 }, () => Promise.resolve(send(requestOf(url))));
    const waiting = errorOf(Promise.resolve(send(ended.request)));
    ended.end();
    expect(await waiting).toMatchObject({ outcome: 'not_sent' });
    expect((await Promise.all(all)).map(textOf)).toEqual(Array(20).fill('ok'));
    expect(most).toBe(3);
  });

  it('that failed make room for those who wait', async () => {
    let count = 0;
    const { url } = await tcpServer((socket) => {
      socket.on('data', () => {
        count += 1;
        if (count < 3) socket.destroy();
        else socket.write(OK);
      });
    });
    const send = nodeTransport({ maxSockets: 1 });
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, async () => send(requestOf(url))),
    );
    expect(results.map(({ status }) => status)).toEqual([
      ...['rejected', 'rejected'],
      ...['fulfilled', 'fulfilled'],
    ]);
  });

  it('that the server has closed while they were idle are not used', async () => {
    const { url, sockets } = await tcpServer(answering(OK));
    const send = nodeTransport();
    await send(requestOf(url));
    sockets[0]?.end();
    await sleep(20);
    expect(textOf(await send(requestOf(url)))).toBe('ok');
    await sleep(5);
    sockets[1]?.resetAndDestroy();
    await sleep(20);
    expect(textOf(await send(requestOf(url)))).toBe('ok');
    expect(sockets).toHaveLength(3);
  });

  // What was said before the request would be taken for the answer to it.
  it('on which the server speaks unasked are closed', async () => {
    const { url, sockets } = await tcpServer(answering(OK));
    const send = nodeTransport();
    await send(requestOf(url));
    sockets[0]?.write('HTTP/1.1 201 Created\r\nContent-Length: 6\r\n\r\nforged');
    await sleep(20);
    expect(textOf(await send(requestOf(url)))).toBe('ok');
    expect(sockets).toHaveLength(2);
  });

  it.each([
    ['they are old', { keepAliveMs: 30 }, ''],
    ['none are kept', { keepAliveMs: 0 }, 'Keep-Alive: timeout=60\r\n'],
    ['the server closes them at once', {}, 'Keep-Alive: timeout=1\r\n'],
    ['the server says so', {}, 'Connection: close\r\n'],
  ])('are not used again where %s', async (_, options, header) => {
    const { url, sockets } = await tcpServer(answering(OK.replace('\r\n', `\r\n${header}`)));
    const send = nodeTransport(options);
    await send(requestOf(url));
    await sleep(60);
    expect(textOf(await send(requestOf(url)))).toBe('ok');
    expect(sockets).toHaveLength(2);
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  it('are kept as long as the server says', async () => {
    const answer = OK.replace('\r\n', '\r\nKeep-Alive: timeout=3, max=100\r\n');
    const { url, sockets } = await tcpServer(answering(answer));
    const send = nodeTransport({ keepAliveMs: 10 });
    await send(requestOf(url));
    await sleep(60);
    await send(requestOf(url));
    expect(sockets).toHaveLength(1);
  });

  it('keep no process alive', async () => {
    const { baseUrl } = await localServer((_, response) => {
      response.setHeader('Keep-Alive', 'timeout=60').end('ok');
    });
    const transport = fileURLToPath(new URL('node-transport.node.ts', import.meta.url));
    const script = `
      import { nodeTransport } from ${JSON.stringify(transport)};
      const { status } = await nodeTransport()({
        method: 'GET', url: '${baseUrl}', headers: {}, maxResponseBytes: 100, onEnd: () => () => {},
      });
      console.log(status);
    `;
    const args = ['--input-type=module', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 10_000 });
    expect(stdout).toBe('200\n');
  });

  it('may go to many origins', async () => {
    const { baseUrl } = await localServer((request, response) =>
      response.end(request.headers.host),
    );
    const { port } = new URL(baseUrl);
    const send = nodeTransport();
    for (let host = 1; host < 100; host += 1) {
      const name = `127.0.0.${String(host)}:${port}`;
      const sent = Promise.resolve(send(requestOf(`http://${name}/`)));
      // The server listens on the first of them alone.
      if (host === 1) expect(textOf(await sent)).toBe(name);
      else expect(await errorOf(sent)).toMatchObject({ outcome: 'not_sent' });
    }
    expect(textOf(await send(requestOf(baseUrl)))).toBe(`127.0.0.1:${port}`);
  });

  it('go to an IPv6 address', async ({ skip }) => {
    const server = createServer((request, response) => response.end(request.headers.host));
    const failed = await new Promise<Error | undefined>((resolve) => {
      server.once('error', resolve).listen(0, '::1', () => {
        resolve(undefined);
      });
    });
    if (failed !== undefined) skip(`no IPv6 here: ${failed.message}`);
    closeAfter(server);
    const host = `[::1]:${String((server.address() as AddressInfo).port)}`;
    expect(textOf(await nodeTransport()(requestOf(`http://${host}/x`)))).toBe(host);
  });
});

describe('a request', () => {
  it('that ends before it is connected was not sent', async () => {
    const { url, sockets } = await tcpServer(answering(OK));
    const { request, end } = sendable(url, posting({}));
    const error = errorOf(Promise.resolve(nodeTransport()(request)));
    end();
    expect(await error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    const before = sendable(url);
    before.end();
    expect(await failureOf(nodeTransport(), url, before.request)).toMatchObject({
      outcome: 'not_sent',
    });
    await sleep(20);
    expect(sockets.map(({ bytesRead }) => bytesRead)).not.toContain(1);
    expect(sockets.every(({ bytesRead }) => bytesRead === 0)).toBe(true);
  });

  it('that waits for a connection that never comes was not sent', async () => {
    // A net for documentation: nothing answers there, or nothing can be reached at all.
    const { request, end } = sendable('http://192.0.2.1/x', posting({}));
    const error = errorOf(Promise.resolve(nodeTransport()(request)));
    setTimeout(end, 30);
    expect(await error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
  });

  it.each([
    { headers: { 'X-Trace': 'a\r\nX-Evil: 1' } },
    { headers: { 'X Trace': 'a' } },
    { headers: { 'X-Trace': '€' } },
  ])('with the faulty %o was not sent', async (parts) => {
    const { baseUrl, received } = await localServer((_, response) => response.end());
    expect(await failureOf(nodeTransport(), baseUrl, parts)).toMatchObject({
      code: 'CONNECTION_FAILED',
      outcome: 'not_sent',
    });
    expect(received).toEqual([]);
  });

  it('with a faulty path, or to no URL, was not sent', async () => {
    for (const url of [
      'http://127.0.0.1:9/a b',
      'http://',
      'nonsense',
      'http://127.0.0.1:99999/',
    ]) {
      expect(await failureOf(nodeTransport(), url)).toMatchObject({ outcome: 'not_sent' });
    }
  });

  it('is sent in one piece, and names its host', async () => {
    const pieces: string[] = [];
    const { url } = await tcpServer((socket) => {
      socket.on('data', (data) => {
        pieces.push(data.toString('latin1'));
        socket.write(OK);
      });
    });
    const { body, method } = posting({ a: 1 });
    await nodeTransport()(requestOf(`${url}/x?y=1`, { body, method, headers: { 'X-A': 'b' } }));
    expect(pieces).toEqual([
      `POST /x?y=1 HTTP/1.1\r\nHost: ${new URL(url).host}\r\nX-A: b\r\nContent-Length: 7\r\n` +
        'Connection: keep-alive\r\n\r\n{"a":1}',
    ]);
  });
});

describe('an answer', () => {
  it('that is followed by more than it said poisons no other', async () => {
    const { url } = await tcpServer(answering(OK + OK.replace('ok', 'no')));
    const send = nodeTransport();
    for (let count = 0; count < 3; count += 1) {
      const text = await Promise.resolve(send(requestOf(url))).then(textOf, () => 'failed');
      expect(text).not.toBe('no');
    }
  });

  it('without a length ends with its connection', async () => {
    const { url } = await tcpServer((socket) => {
      socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\n\r\nto the end'));
    });
    expect(textOf(await nodeTransport()(requestOf(url)))).toBe('to the end');
  });

  it('in chunks and with trailers is read', async () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const { url } = await tcpServer(answering(`${head}2\r\nok\r\n0\r\nX-Trailer: 1\r\n\r\n`));
    expect(textOf(await nodeTransport()(requestOf(url)))).toBe('ok');
  });

  it('that comes slowly, byte by byte, is read', async () => {
    const { url } = await tcpServer((socket) => {
      socket.on('data', () => {
        void (async () => {
          for (const byte of OK) {
            socket.write(byte);
            await sleep(1);
          }
        })();
      });
    });
    expect(textOf(await nodeTransport()(requestOf(url)))).toBe('ok');
  });

  it('that comes before the whole of a long request is read', async () => {
    const { url } = await tcpServer((socket) => {
      socket.once('data', () => socket.write(OK));
    });
    const body = new Uint8Array(8 * 1024 * 1024);
    expect(textOf(await nodeTransport()(requestOf(url, { method: 'POST', body })))).toBe('ok');
  });

  it('with too long a head is a failure', async () => {
    const { url } = await tcpServer(answering(`HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}`));
    expect(await failureOf(nodeTransport(), url)).toMatchObject({
      code: 'CONNECTION_FAILED',
      outcome: 'unknown',
    });
  });
});

describe('options', () => {
  it.each([
    { agent: null },
    { agent: {} },
    ...[0, -1, 1.5, Number.NaN, Infinity, '5'].map((maxSockets) => ({ maxSockets })),
    ...[-1, Number.NaN, Infinity, '5'].map((keepAliveMs) => ({ keepAliveMs })),
  ])('refuses %o', (options) => {
    expect(() => nodeTransport(options as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
  });

  it('opens nothing before the first request', async () => {
    const before = process.getActiveResourcesInfo().length;
    nodeTransport();
    expect(await refusedUrl()).toContain('127.0.0.1');
    expect(process.getActiveResourcesInfo().length).toBeLessThanOrEqual(before + 1);
  });
});

async function failureOf(
  send: Transport,
  url: string,
  parts?: Parameters<typeof requestOf>[1],
): Promise<Error> {
  return errorOf(Promise.resolve(send(requestOf(url, parts))));
}

async function listening(server: ReturnType<typeof createServer>): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfter(server);
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

function closeAfter(server: ReturnType<typeof createServer>): void {
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
}
