import { getRequestListener } from '@hono/node-server';
import { assertOption, ConfigurationError } from '@luxcore/errors';
import { createServer, IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Emulator } from './emulator.ts';
import { ApiError } from './http/api-error.ts';
import { drain } from './http/drain.node.ts';
import { isLoopbackHost, refuseForeign } from './http/foreign-request.ts';

export interface ListenOptions {
  /** The port to listen on; 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** A loopback address; `127.0.0.1` unless told. */
  readonly host?: string | undefined;
}

/** A listening emulator. */
export interface Listening {
  /** The origin, without a slash at its end: `http://127.0.0.1:41234`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and ends open connections. */
  readonly close: () => Promise<void>;
}

const MAX_PORT = 65_535;

/**
 * Serves an emulator over HTTP on a loopback address of this machine, for programs in any language.
 *
 * Every request's `Host` must be a loopback name and its `Origin`, if it has one, this server's own:
 * a page in a browser can reach the emulator neither by DNS rebinding nor from another site.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`: a port or host that cannot be, or is taken.
 * @example
 * ```ts
 * import { createEmulator } from '@luxcore/emulator';
 * import { listen } from '@luxcore/emulator/node';
 *
 * const server = await listen(createEmulator());
 * console.log(server.url); // such as http://127.0.0.1:41234
 * await server.close();
 * ```
 */
export async function listen(emulator: Emulator, options: ListenOptions = {}): Promise<Listening> {
  const { port = 0, host = '127.0.0.1' } = options;
  const isPort = Number.isInteger(port) && port >= 0 && port <= MAX_PORT;
  assertOption(isPort, 'port', `a whole number from 0 to ${String(MAX_PORT)}`, port);
  assertOption(isLoopbackHost(host), 'host', 'a loopback address, such as 127.0.0.1', host);

  const answer = getRequestListener(
    async (request, { incoming }) => {
      const target = incoming.url ?? '/';
      const refusal = refuseForeign(request.headers, target);
      const response =
        refusal === undefined ? await emulator.handle(request, target) : errorResponse(refusal);
      if (incoming instanceof IncomingMessage) await drain(incoming);
      return response;
    },
    { overrideGlobalObjects: false, errorHandler: () => errorResponse(UNREADABLE) },
  );
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing);
  });
  await listening(server, port, host);
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${String(address.port)}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const UNREADABLE = new ApiError('VALIDATION_ERROR', 'The request cannot be read');

function errorResponse({ status, body }: ApiError): Response {
  return Response.json(body, { status });
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `port: expected one that can be listened on at ${host}, received ${String(port)}`;
      reject(new ConfigurationError(message, { code: 'INVALID_OPTION', cause }));
    });
    server.listen(port, host, resolve);
  });
}
