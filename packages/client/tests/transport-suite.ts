import { describe, expect, it } from 'vitest';
import type { Transport } from '../src/transport/transport.ts';
import { errorOf, json, localServer, refusedUrl } from './local-server.ts';
import { answering, tcpServer } from './tcp-server.ts';
import { headerOf, posting, requestOf, sendable, textOf } from './transport-request.ts';

const MIB = 1024 * 1024;

/** What differs between transports. */
export interface Traits {
  /** Whether the content encodings of answers are refused; else they are decoded. */
  readonly refusesEncodings: boolean;
}

/** What every transport does, over real sockets. `make` is called for each test. */
export function transportSuite(make: () => Transport, { refusesEncodings }: Traits): void {
  describe('what every transport does', () => {
    it('sends a request to the byte and reads the answer', async () => {
      const server = await localServer((_, response) => {
        response.setHeader('X-Twice', ['a', 'b']).setHeader('Set-Cookie', ['c=1', 'd=2']);
        json(response, 201, { seen: true });
      });
      const path = "/api/v2/p%2Fq/'(*)!?a=%7e&b=+&c=%E2%82%AC&d";
      const { body, method } = posting({ amount: 1, text: 'ñ€' });
      const headers = { 'X-Signature': 'abc', 'content-type': 'application/json' };
      const response = await make()(requestOf(server.baseUrl + path, { method, body, headers }));
      expect(response.status).toBe(201);
      expect(textOf(response)).toBe('{"seen":true}');
      expect(headerOf(response, 'x-twice')).toBe('a, b');
      expect(headerOf(response, 'set-cookie')).toBe('c=1, d=2');
      const [received] = server.received;
      expect(received).toMatchObject({ method: 'POST', path });
      expect(received?.headers).toMatchObject({
        'x-signature': 'abc',
        'content-type': 'application/json',
        'content-length': String(body?.byteLength),
        host: new URL(server.baseUrl).host,
      });
      expect(received?.body.equals(Buffer.from(body ?? []))).toBe(true);
    });

    it('tells no length of a GET without a body, and 0 of a POST', async () => {
      const server = await localServer((_, response) => response.writeHead(204).end());
      const send = make();
      const { status, body } = await send(requestOf(`${server.baseUrl}/a`));
      await send(requestOf(`${server.baseUrl}/b`, { method: 'POST' }));
      expect([status, body.byteLength]).toEqual([204, 0]);
      expect(server.received[0]?.headers).not.toHaveProperty('content-length');
      expect(server.received[1]?.headers['content-length']).toBe('0');
    });

    it('joins an answer that comes in pieces', async () => {
      const { baseUrl } = await localServer((_, response) => {
        response.write('one ');
        setTimeout(() => response.write('two '), 5);
        setTimeout(() => response.end('three'), 10);
      });
      expect(textOf(await make()(requestOf(baseUrl)))).toBe('one two three');
    });

    it('passes over what is only informational', async () => {
      const { url } = await tcpServer(
        answering(
          'HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
        ),
      );
      const response = await make()(requestOf(url));
      expect([response.status, textOf(response)]).toEqual([200, 'ok']);
    });

    it('answers a hundred requests at once, each with its own', async () => {
      const { baseUrl } = await localServer((request, response) => {
        setTimeout(() => response.end(request.path), Math.random() * 10);
      });
      const send = make();
      const paths = Array.from({ length: 100 }, (_, index) => `/${String(index)}`);
      const texts = await Promise.all(
        paths.map(async (path) => textOf(await send(requestOf(baseUrl + path)))),
      );
      expect(texts).toEqual(paths);
    });

    it('knows that nothing was sent to a port that refuses', async () => {
      const url = `${await refusedUrl()}/api/v1/payments?secret=1`;
      expect(await errorOf(promised(make(), url))).toMatchObject({
        name: 'ConnectionError',
        code: 'CONNECTION_FAILED',
        outcome: 'not_sent',
        message: 'GET /api/v1/payments: the connection failed (ECONNREFUSED)',
      });
    });

    it('knows that nothing was sent to a host that does not exist', async () => {
      expect(await errorOf(promised(make(), 'https://nowhere.invalid/x'))).toMatchObject({
        code: 'CONNECTION_FAILED',
        outcome: 'not_sent',
      });
    });

    const broken: [name: string, answer: string][] = [
      ['no answer', ''],
      ['half a head', 'HTTP/1.1 200 OK\r\nContent-Le'],
      ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"a":'],
      ['half a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{"a"'],
      ['no last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n'],
      ['what is not HTTP', '\0\x01\x02 garbage\r\n\r\n'],
      ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
    ];
    for (const [how, close] of [
      [
        'ended',
        (socket: { end(): void }) => {
          socket.end();
        },
      ],
      [
        'reset',
        (socket: { resetAndDestroy(): void }) => {
          socket.resetAndDestroy();
        },
      ],
    ] as const) {
      it.each(broken)(
        `does not know what became of a request with %s, ${how}`,
        async (_, answer) => {
          const { url, sockets } = await tcpServer((socket) => {
            socket.on('data', () => {
              if (answer !== '') socket.write(answer);
              setTimeout(() => {
                close(socket);
              }, 10);
            });
          });
          const error = await errorOf(promised(make(), `${url}/x`, posting({})));
          expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
          // It was not sent again.
          expect(sockets).toHaveLength(1);
        },
      );
    }

    it('never sends again what a connection kept alive has lost', async () => {
      const head = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
      let requests = 0;
      const { url } = await tcpServer((socket) => {
        socket.on('data', () => {
          requests += 1;
          if (requests === 1) socket.write(head);
          else socket.destroy();
        });
      });
      const send = make();
      await send(requestOf(url));
      const error = await errorOf(promised(send, url, posting({})));
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
      expect(requests).toBe(2);
    });

    it.each([301, 302, 303, 307, 308])('does not follow a %i', async (status) => {
      const target = await localServer((_, response) => response.end());
      const { baseUrl } = await localServer((_, response) => {
        response.writeHead(status, { Location: `${target.baseUrl}/x?token=hunter2` }).end('moved');
      });
      const error = await errorOf(promised(make(), `${baseUrl}/y`));
      expect(error).toMatchObject({ name: 'RedirectError', code: 'UNEXPECTED_REDIRECT', status });
      expect(error.message).toBe(
        `GET /y: expected an answer, received a redirect to ${target.baseUrl}; is baseUrl right?`,
      );
      expect(target.received).toEqual([]);
    });

    it.each(['/elsewhere', '', 'https://'])('does not follow one to %j', async (location) => {
      const { baseUrl } = await localServer((_, response) => {
        response.writeHead(307, { Location: location }).end();
      });
      expect((await errorOf(promised(make(), baseUrl))).message).toMatch(
        /a redirect; is baseUrl right\?$/,
      );
    });

    it('does not read an answer that says it is too long', async () => {
      const { baseUrl } = await localServer((_, response) => {
        response.writeHead(200, { 'Content-Length': MIB + 1 }).write('{');
      });
      const error = await errorOf(promised(make(), baseUrl));
      expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', status: 200, outcome: 'unknown' });
      expect(error.message).toContain('at most 1048576 bytes');
    });

    it('stops reading an answer of 10 GB', async () => {
      let written = 0;
      const { baseUrl } = await localServer((_, response) => {
        const chunk = Buffer.alloc(MIB, ' ');
        const write = (): void => {
          if (response.destroyed || written > 10_000 * MIB) return;
          written += MIB;
          response.write(chunk, write);
        };
        write();
      });
      const error = await errorOf(promised(make(), baseUrl));
      expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', status: 200 });
      expect(written).toBeLessThan(60 * MIB);
    });

    it('reads an answer of the greatest size', async () => {
      const { baseUrl } = await localServer((_, response) => response.end(Buffer.alloc(MIB, 'a')));
      expect((await make()(requestOf(baseUrl))).body).toHaveLength(MIB);
    });

    it('ends when it is told to, and lets go of who tells', async () => {
      const { url, sockets } = await tcpServer((socket) => socket.resume());
      const { request, end, listeners } = sendable(url, posting({}));
      const error = errorOf(Promise.resolve(make()(request)));
      await until(() => sockets.length === 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      end();
      expect(await error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
      expect(listeners()).toBe(0);
      await until(() => sockets[0]?.destroyed === true);
    });

    it('lets go of who would end it after an answer and after a failure', async () => {
      const { baseUrl } = await localServer((_, response) => response.end());
      const send = make();
      for (const url of [baseUrl, await refusedUrl()]) {
        const { request, listeners } = sendable(url);
        await errorOf(Promise.resolve(send(request)).then(() => Promise.reject(new Error())));
        expect(listeners()).toBe(0);
      }
    });

    it('fails where the server switches protocols unasked', async () => {
      const { url } = await tcpServer(
        answering('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nabc'),
      );
      expect(await errorOf(promised(make(), url))).toMatchObject({
        code: 'CONNECTION_FAILED',
        outcome: 'unknown',
      });
    });

    if (refusesEncodings) {
      it('refuses an answer in an encoding that nobody asked for', async () => {
        const server = await localServer((request, response) => {
          response.setHeader('Content-Encoding', request.path === '/1' ? 'gzip' : 'identity');
          response.end('x');
        });
        const send = make();
        const error = await errorOf(promised(send, `${server.baseUrl}/1`));
        expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', status: 200 });
        expect(error.message).toContain('content encoding');
        expect(server.received[0]?.headers).not.toHaveProperty('accept-encoding');
        expect(textOf(await send(requestOf(`${server.baseUrl}/2`)))).toBe('x');
      });
    }
  });
}

async function promised(
  send: Transport,
  url: string,
  parts?: Parameters<typeof requestOf>[1],
): Promise<unknown> {
  return send(requestOf(url, parts));
}

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 5000, interval: 5 }).toBe(true);
}
