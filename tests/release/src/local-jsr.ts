/** Stands in for JSR on this machine: takes whatever is published, and keeps it to look at. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { readTarball } from './tarball.ts';

export interface LocalJsr {
  readonly url: string;
  /** The files of each package that was published, by its name without the scope. */
  readonly published: ReadonlyMap<string, ReadonlyMap<string, string>>;
  close(): Promise<void>;
}

const PACKAGE = /^\/api\/scopes\/luxcore\/packages\/([^/]+)$/;
const VERSION = /^\/api\/scopes\/luxcore\/packages\/([^/]+)\/versions\/([^/]+)$/;

export async function localJsr(): Promise<LocalJsr> {
  const published = new Map<string, ReadonlyMap<string, string>>();

  /** Every package has been created, and no version of it published. */
  const answer = (method: string, path: string, body: Buffer): object | undefined => {
    const [, known] = PACKAGE.exec(path) ?? [];
    if (known !== undefined) return { scope: 'luxcore', name: known };
    const [, name, version] = VERSION.exec(path) ?? [];
    if (name === undefined || method !== 'POST') return undefined;
    published.set(name, readTarball(body));
    return {
      id: name,
      status: 'success',
      packageScope: 'luxcore',
      packageName: name,
      packageVersion: version,
    };
  };

  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const { pathname } = new URL(request.url ?? '', 'http://localhost');
      const found = answer(request.method ?? '', pathname, body);
      response.writeHead(found ? 200 : 404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(found ?? { code: 'notFound', message: 'There is none.' }));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    published,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
