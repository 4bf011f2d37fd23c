import { describe, expect, it, onTestFinished } from 'vitest';
import * as undici8 from 'undici';
import * as undici6 from 'undici6';
import * as undici7 from 'undici7';
import { errorOf, localServer, refusedUrl } from '../tests/local-server.ts';
import { tcpServer } from '../tests/tcp-server.ts';
import { posting, requestOf, sendable, textOf } from '../tests/transport-request.ts';
import { transportSuite } from '../tests/transport-suite.ts';
import type { Transport } from './transport/transport.ts';
import { undiciTransport, type UndiciDispatcher } from './undici.ts';

function ending<Dispatcher extends { destroy(): Promise<void> }>(of: Dispatcher): Dispatcher {
  onTestFinished(() => of.destroy());
  return of;
}

const VERSIONS = [
  ['6', undici6],
  ['7', undici7],
  ['8', undici8],
] as const;

describe.each(VERSIONS)('undici %s', (_, undici) => {
  const make = (): Transport =>
    undiciTransport(ending(new undici.Agent() as UndiciDispatcher & undici8.Agent));

  transportSuite(make, { refusesEncodings: true });

  it('sends by a Pool and by a Client', async () => {
    const { baseUrl } = await localServer((_, response) => response.end('ok'));
    for (const dispatcher of [new undici.Pool(baseUrl), new undici.Client(baseUrl)]) {
      const send = undiciTransport(ending(dispatcher as UndiciDispatcher & undici8.Pool));
      expect(textOf(await send(requestOf(`${baseUrl}/x?y`)))).toBe('ok');
    }
  });

  it('does not send what was ended while it waited for a connection', async () => {
    const { url, sockets } = await tcpServer((socket) => {
      socket.on('data', () => {
        setTimeout(() => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'), 50);
      });
    });
    const seen: string[] = [];
    const pool = new undici.Pool(url, { connections: 1 });
    const send = undiciTransport(ending(pool as UndiciDispatcher & undici8.Pool));
    const first = send(requestOf(`${url}/first`));
    const { request, end } = sendable(`${url}/second`, posting({}));
    const second = errorOf(Promise.resolve(send(request)));
    await expect.poll(() => sockets.length).toBe(1);
    sockets[0]?.on('data', (data) => seen.push(String(data).split(' ')[1] ?? ''));
    end();
    expect(await second).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    await first;
    await send(requestOf(`${url}/third`));
    expect(seen).not.toContain('/second');
  });

  it('does not send what was ended before', async () => {
    const { baseUrl, received } = await localServer((_, response) => response.end());
    const { request, end } = sendable(baseUrl);
    end();
    expect(await errorOf(Promise.resolve(make()(request)))).toMatchObject({ outcome: 'not_sent' });
    expect(received).toEqual([]);
  });

  // It sends a copy anew, and the last error says nothing of the first copy.
  it('does not believe a dispatcher that retries', async () => {
    let isFirst = true;
    const { url } = await tcpServer((socket) => {
      socket.on('data', () => socket.destroy());
    });
    const refused = await refusedUrl();
    const agent = ending(new undici.Agent() as UndiciDispatcher & undici8.Agent);
    const moving: UndiciDispatcher = {
      dispatch(options, handler) {
        const origin = isFirst ? url : refused;
        isFirst = false;
        return agent.dispatch({ ...options, origin, method: 'PUT' } as never, handler);
      },
    };
    const retrying = new undici.RetryAgent(moving as never, { minTimeout: 1, maxRetries: 2 });
    const send = undiciTransport(retrying);
    const error = await errorOf(
      Promise.resolve(send(requestOf(url, { ...posting({}), method: 'PUT' }))),
    );
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
  });

  it('fails once its dispatcher is closed', async () => {
    const agent = new undici.Agent() as UndiciDispatcher & undici8.Agent;
    await agent.close();
    const error = await errorOf(
      Promise.resolve(undiciTransport(agent)(requestOf('http://127.0.0.1:9/x'))),
    );
    expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'unknown' });
  });
});

it('takes the dispatchers of every version', () => {
  const [six, seven, eight] = [new undici6.Agent(), new undici7.Agent(), new undici8.Agent()];
  expect([six, seven, eight].map((agent) => typeof undiciTransport(agent))).toEqual(
    Array(3).fill('function'),
  );
  undiciTransport(new undici6.Pool('http://127.0.0.1'));
  undiciTransport(new undici7.Client('http://127.0.0.1'));
  undiciTransport(new undici8.MockAgent());
});

it.each([undefined, null, {}, 'x'])('refuses %o', (value) => {
  expect(() => undiciTransport(value as never)).toThrow('a Pool, Client or Agent of undici');
});

it('is a failure where a dispatcher throws, or ends without an answer', async () => {
  const dispatchers: UndiciDispatcher[] = [
    {
      dispatch() {
        throw new Error('broken');
      },
    },
    {
      dispatch(_, handler) {
        (handler as { onResponseEnd(): void }).onResponseEnd();
        return true;
      },
    },
  ];
  for (const dispatcher of dispatchers) {
    const sent = undiciTransport(dispatcher)(requestOf('http://127.0.0.1/x'));
    expect(await errorOf(Promise.resolve(sent))).toMatchObject({ outcome: 'unknown' });
  }
});
