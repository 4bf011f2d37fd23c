import type { HttpMethod } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import type { Transport } from './transport.ts';
import { UndiciExchange } from './undici-exchange.ts';

/** A Pool, Client, Agent or any other dispatcher of undici 6, 7 or 8, by what is used of it. */
export interface UndiciDispatcher {
  dispatch(options: UndiciRequest, handler: object): boolean;
}

/** What a dispatcher is given. */
export interface UndiciRequest {
  readonly origin: string;
  readonly path: string;
  readonly method: HttpMethod;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/**
 * Sends requests by a dispatcher of undici: the fastest way on Node, and one with undici's own
 * proxies and mocks. undici is yours to install and to close; nothing of it is imported here.
 *
 * Give it no interceptor that retries or follows redirects: a request must be sent once.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`: not a dispatcher.
 * @example
 * ```ts
 * import { undiciTransport } from '@luxcore/client/undici';
 * import { Pool } from 'undici';
 *
 * const pool = new Pool('https://api.lux-core.io', { connections: 50 });
 * const transport = undiciTransport(pool); // createClient({ auth, transport })
 * ```
 */
export function undiciTransport(dispatcher: UndiciDispatcher): Transport {
  const given = dispatcher as Partial<UndiciDispatcher> | null | undefined;
  assertOption(
    typeof given?.dispatch === 'function',
    'dispatcher',
    'a Pool, Client or Agent of undici',
    dispatcher,
  );
  return (request) =>
    new Promise((resolve, reject) => {
      new UndiciExchange(request, resolve, reject).start(dispatcher);
    });
}
