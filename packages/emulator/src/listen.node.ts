import { getRequestListener, RequestError } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { assertOption, ConfigurationError } from '@luxcore/errors';
import { createServer, IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Emulator } from './emulator.ts';
import { FAULT_HEADER } from './faults/fault-header.ts';
import { ConnectionLost, TRUNCATED } from './faults/with-fault.ts';
import { ApiError, FAULT } from './http/api-error.ts';
import { loseConnection, sendCutOff } from './http/cut-off.node.ts';
import { drain } from './http/drain.node.ts';
import { errorResponse } from './http/error-response.ts';
import { loopbackHost, refuseForeign } from './http/foreign-request.ts';
import { answerProtocolError } from './http/protocol-error.node.ts';

/** Where to listen. */
export interface ListenOptions {
  /** The port to listen on; 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** `localhost` or a loopback address, an IPv6 one with or without brackets; `127.0.0.1` unless told. */
  readonly host?: string | undefined;
}

/** A listening emulator. */
export interface Listening {
  /** The origin, without a slash at its end: `http://127.0.0.1:41234`. */
  readonly url: string;
  /** The one that was taken, where 0 was asked for. */
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
  const { port = 0, host: given = '127.0.0.1' } = options;
  const host = loopbackHost(given);
  const isPort = Number.isInteger(port) && port >= 0 && port <= MAX_PORT;
  assertOption(isPort, 'port', `a whole number from 0 to ${String(MAX_PORT)}`, port);
  assertOption(
    host !== undefined,
    'host',
    'localhost, or a loopback address such as 127.0.0.1',
    given,
  );

  const answer = getRequestListener(
    async (request, { incoming, outgoing }) => {
      const target = incoming.url ?? '/';
      const refusal = refuseForeign(request.headers, target);
      try {
        const response =
          refusal === undefined ? await emulator.handle(request, target) : errorResponse(refusal);
        if (!(incoming instanceof IncomingMessage)) return response;
        await drain(incoming);
        if (response.headers.get(FAULT_HEADER) !== TRUNCATED) return response;
        await sendCutOff(response, incoming, outgoing as ServerResponse);
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error;
        loseConnection(incoming as IncomingMessage, outgoing as ServerResponse, error.isReset);
      }
      return RESPONSE_ALREADY_SENT;
    },
    {
      overrideGlobalObjects: false,
      errorHandler: (error) => errorResponse(error instanceof RequestError ? UNREADABLE : BROKEN),
    },
  );
  const answers = new WeakMap<Duplex, ServerResponse>();
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answers.set(incoming.socket, outgoing);
    void answer(incoming, outgoing);
  };
  // A request without Host, or with an Expect of its own, is refused in the documented shape too.
  const server = createServer({ requireHostHeader: false }, onRequest)
    .on('checkExpectation', onRequest)
    .on('clientError', (error, socket) => {
      answerProtocolError(error, socket, answers.get(socket));
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
const BROKEN = new ApiError('SERVER_ERROR', FAULT);

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const message = `port: expected one that can be listened on at ${host}, received ${String(port)} (${cause.code ?? cause.message}). ${adviceOn(cause.code)}`;
      reject(new ConfigurationError(message, { code: 'INVALID_OPTION', cause }));
    });
    server.listen(port, host, resolve);
  });
}

function adviceOn(code: string | undefined): string {
  return code === 'EADDRINUSE'
    ? 'Another program has it: stop that one, or leave the port out to take a free one'
    : 'Leave port and host out to take a free port at 127.0.0.1';
}
