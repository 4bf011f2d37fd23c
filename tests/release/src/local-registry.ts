/** A server on this machine that stands in for a registry. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface LocalRegistry {
  readonly url: string;
  close(): Promise<void>;
}

/** Answers what `answer` returns, as JSON, and 404 where that is nothing. */
export async function localRegistry(
  answer: (method: string, path: string, body: Buffer) => object | undefined,
): Promise<LocalRegistry> {
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      const found = answer(request.method ?? '', decodeURIComponent(pathname), body);
      response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(found ?? { code: 'notFound', message: 'There is none.' }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
