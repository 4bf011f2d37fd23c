import { assertOption } from '@luxcore/errors';
import type { Agent, ClientRequest, RequestOptions } from 'node:http';
import { connectionFailed, pathStart } from './failures.ts';
import { NodeExchange } from './node-exchange.node.ts';
import { nodeModules } from './node-modules.node.ts';
import { SocketPool, type PoolOptions, type PoolTarget } from './socket-pool.node.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** The options of {@link nodeTransport}. */
export interface NodeTransportOptions {
  /**
   * What makes and keeps the connections, such as the agent of a proxy; the other options do not
   * concern it. A pool of the transport's own unless told.
   */
  readonly agent?: Agent | undefined;
  /** How many connections to one origin are open at once; more requests wait. 256 unless told. */
  readonly maxSockets?: number | undefined;
  /**
   * How long a connection may be idle and is used again, in milliseconds; 0: none is. What a server
   * says in `Keep-Alive` counts instead. 4,000 unless told.
   */
  readonly keepAliveMs?: number | undefined;
}

/** What the requests to one origin share. */
interface Origin extends PoolTarget {
  readonly pool: SocketPool | undefined;
}

/** A client has one; attachments may go to others. */
const MAX_ORIGINS = 64;

/**
 * Sends requests by `node:http` and `node:https` over connections that are kept alive: a fourth of the
 * CPU of Node's fetch. No connection is made before the first request, and an idle one does not keep
 * the process running.
 *
 * A request whose connection breaks is never sent again by it: what became of it is not known.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @throws {ConnectionError} `CONNECTION_FAILED`: no whole answer came. `UNREADABLE_RESPONSE`: it is
 *   longer than `maxResponseBytes`, or encoded.
 * @throws {RedirectError} `UNEXPECTED_REDIRECT`
 * @example
 * ```ts
 * import { nodeTransport } from '@luxcore/client/node';
 *
 * const transport = nodeTransport({ maxSockets: 50 }); // createClient({ auth, transport })
 * ```
 */
export function nodeTransport(options: NodeTransportOptions = {}): Transport {
  const { agent, maxSockets = 256, keepAliveMs = 4000 } = options;
  assertOption(
    agent === undefined || typeof (agent as Partial<Agent> | null)?.on === 'function',
    'agent',
    'an Agent of node:http or node:https',
    agent,
  );
  assertOption(
    Number.isSafeInteger(maxSockets) && maxSockets > 0,
    'maxSockets',
    'a whole number above 0',
    maxSockets,
  );
  assertOption(
    Number.isFinite(keepAliveMs) && keepAliveMs >= 0,
    'keepAliveMs',
    'milliseconds, 0 or more',
    keepAliveMs,
  );
  const origins = new Map<string, Origin>();
  const bounds: PoolOptions | undefined =
    agent === undefined ? { maxSockets, idleMs: keepAliveMs } : undefined;

  const originFor = (key: string): Origin => {
    const known = origins.get(key);
    if (known) return known;
    const origin = originOf(key, bounds);
    // Those left out close their connections as these grow old.
    if (origins.size >= MAX_ORIGINS) origins.clear();
    origins.set(key, origin);
    return origin;
  };

  return (request) =>
    new Promise((resolve, reject) => {
      const start = pathStart(request.url);
      let message: ClientRequest;
      let origin: Origin;
      try {
        origin = originFor(request.url.slice(0, start));
        const options = optionsOf(request, origin, request.url.slice(start), agent);
        const { http, https } = nodeModules();
        message = (origin.isSecure ? https : http).request(options);
      } catch (cause) {
        // Node refuses a faulty header or path before it takes anything.
        reject(connectionFailed(request, { outcome: 'not_sent', cause }));
        return;
      }
      new NodeExchange(request, message, origin.pool, resolve, reject);
    });
}

function originOf(text: string, bounds: PoolOptions | undefined): Origin {
  const { protocol, hostname, port } = new URL(text);
  const isSecure = protocol === 'https:';
  const target = {
    isSecure,
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (isSecure ? 443 : 80) : Number(port),
  };
  return { ...target, pool: bounds && new SocketPool(target, bounds) };
}

function optionsOf(
  { method, headers, body }: TransportRequest,
  { hostname, port, pool }: Origin,
  path: string,
  agent: Agent | undefined,
): RequestOptions {
  const length = body?.byteLength ?? (method === 'GET' ? undefined : 0);
  return {
    agent: pool?.agent ?? agent,
    method,
    hostname,
    port,
    path,
    joinDuplicateHeaders: true,
    // Not a flat array, which is faster: OpenTelemetry copies it into a record of `0: 'Host'`.
    headers: length === undefined ? headers : { ...headers, 'Content-Length': length },
  };
}
