import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { fileOf, selfSigned } from '../../tests/self-signed.ts';
import { posting, requestOf, textOf } from '../../tests/transport-request.ts';
import { nodeTransport } from './node-transport.node.ts';

const certificate = selfSigned();
if (typeof certificate === 'string') process.stderr.write(`https is not tested: ${certificate}\n`);

/** A server that notes the requests and the names that it was asked for. */
async function httpsServer(): Promise<{ port: number; requests: string[]; names: unknown[] }> {
  const requests: string[] = [];
  const names: unknown[] = [];
  const options = typeof certificate === 'string' ? {} : certificate;
  const server = createServer(options, (request, response) => {
    requests.push(request.url ?? '');
    response.end('ok');
  });
  server.on('secureConnection', (socket) =>
    names.push((socket as { servername?: unknown }).servername),
  );
  server.on('tlsClientError', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, requests, names };
}

describe.skipIf(typeof certificate === 'string')('https', () => {
  it.each([
    ['by the pool', undefined],
    ['by an agent', new Agent({ keepAlive: true })],
  ])('refuses a certificate of nobody before a byte is sent, %s', async (_, agent) => {
    const { port, requests } = await httpsServer();
    const url = `https://localhost:${String(port)}/x`;
    for (let count = 0; count < 5; count += 1) {
      const sent = Promise.resolve(nodeTransport({ agent })(requestOf(url, posting({ count }))));
      const error = await errorOf(sent);
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
      expect(error.message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(requests).toEqual([]);
  });

  it('asks for the host by its name, and believes a certificate of the right name alone', async () => {
    const { port, requests, names } = await httpsServer();
    const agent = new Agent({ ca: typeof certificate === 'string' ? '' : certificate.cert });
    const send = nodeTransport({ agent });
    expect(textOf(await send(requestOf(`https://localhost:${String(port)}/right`)))).toBe('ok');
    const wrong = await errorOf(
      Promise.resolve(send(requestOf(`https://127.0.0.1:${String(port)}/wrong`, posting({})))),
    );
    expect(wrong).toMatchObject({ code: 'CONNECTION_FAILED', outcome: 'not_sent' });
    expect(requests).toEqual(['/right']);
    expect(names[0]).toBe('localhost');
  });

  // Only at its start does a process learn whom to believe.
  it.each([
    ['uses a connection again', '{}', 1],
    ['connects again', '{ keepAliveMs: 0 }', 3],
  ])('of the pool %s', async (_, options, connections) => {
    const { port, requests, names } = await httpsServer();
    const script = `
      import { nodeTransport } from ${JSON.stringify(new URL('node-transport.node.ts', import.meta.url))};
      const send = nodeTransport(${options});
      const get = (url) =>
        send({ method: 'GET', url, headers: {}, maxResponseBytes: 100, onEnd: () => () => {} });
      for (const path of ['/1', '/2', '/3']) {
        const { status, body } = await get('https://localhost:${String(port)}' + path);
        console.log(status, new TextDecoder().decode(body));
      }
      await get('https://127.0.0.1:${String(port)}/wrong').catch(({ outcome, message }) => {
        console.log(outcome, message);
      });
    `;
    const ca = fileOf(typeof certificate === 'string' ? '' : certificate.cert);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { timeout: 10_000, env: { ...process.env, NODE_EXTRA_CA_CERTS: ca } },
    );
    expect(stdout.trim().split('\n')).toEqual([
      ...Array<string>(3).fill('200 ok'),
      'not_sent GET /wrong: the connection failed (ERR_TLS_CERT_ALTNAME_INVALID)',
    ]);
    expect(requests).toEqual(['/1', '/2', '/3']);
    expect(names.filter((name) => name === 'localhost')).toHaveLength(connections);
  });

  it('was not sent where the handshake breaks', async () => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/x`;
    expect(await errorOf(Promise.resolve(nodeTransport()(requestOf(url))))).toMatchObject({
      code: 'CONNECTION_FAILED',
      outcome: 'not_sent',
    });
  });
});
