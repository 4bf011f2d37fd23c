import { assertOption, describeValue } from '@luxcore/errors';
import type { Fetch } from '../client-options.ts';
import { answerTooLong, connectionFailed, neverConnected, redirected } from './failures.ts';
import { abandon, readBody } from './fetch-body.ts';
import { ownConnection, type OwnConnection } from './own-connection.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** An answer whose body is still to be read. */
interface Head {
  readonly status: number;
  readonly headers: Headers;
  readonly isRedirect: boolean;
  readonly response: Response;
}

/**
 * Sends requests by fetch.
 *
 * @param ownFetch - A fetch of the caller's own; `globalThis.fetch`, looked up for each request,
 *   unless told.
 * @throws {ConnectionError} `CONNECTION_FAILED`: no whole answer came. `UNREADABLE_RESPONSE`: it is
 *   longer than `maxResponseBytes`.
 * @throws {RedirectError} `UNEXPECTED_REDIRECT`
 * @example
 * ```ts
 * import { fetchTransport, type Transport } from '@luxcore/client';
 *
 * const send = fetchTransport();
 * const transport: Transport = (request) => {
 *   console.log(request.method, request.url);
 *   return send(request);
 * }; // createClient({ auth, transport })
 * ```
 */
export function fetchTransport(ownFetch?: Fetch): Transport {
  return async (request) => {
    const fetch = ownFetch ?? globalThis.fetch;
    assertOption(typeof fetch === 'function', 'fetch', 'a function', fetch);
    const head = await fetchHead(request, fetch, fetch === globalThis.fetch);
    const { status, headers, isRedirect, response } = head;
    if (isRedirect) {
      abandon(response);
      throw redirected(request, status, headers.get('location'));
    }
    const body = await bodyOf(request, head);
    if (body === undefined) throw answerTooLong(request, status);
    return { status, headers, body };
  };
}

async function fetchHead(
  request: TransportRequest,
  fetch: Fetch,
  isRuntimes: boolean,
): Promise<Head> {
  const { method, url, headers, body, signal } = request;
  const own = isRuntimes ? connectionFor(request) : undefined;
  const init: RequestInit = { method, headers, redirect: 'manual', signal, ...own };
  if (body !== undefined) init.body = body;
  try {
    return readHead(await fetch(url, init));
  } catch (cause) {
    // A fetch of the caller's own may have sent a copy before the one that failed.
    const outcome = isRuntimes && neverConnected(cause) ? 'not_sent' : 'unknown';
    throw connectionFailed(request, { outcome, cause });
  }
}

function connectionFor(request: TransportRequest): OwnConnection {
  try {
    return ownConnection(request.method);
  } catch (cause) {
    throw connectionFailed(request, { outcome: 'not_sent', cause });
  }
}

async function bodyOf(
  request: TransportRequest,
  { status, headers, response }: Head,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return await readBody(response, headers, request.maxResponseBytes);
  } catch (cause) {
    throw connectionFailed(request, { status, outcome: 'unknown', cause });
  }
}

/**
 * Takes an answer by its fields: the Response of another realm or of a package is one too. A browser
 * shows a redirect as status 0; a fetch of the caller's own may have followed it.
 */
function readHead(response: Response): Head {
  const { status, type, redirected, headers } =
    (response as Partial<Response> | null | undefined) ?? {};
  const isRedirect =
    isBetween(300, status, 399) || type === 'opaqueredirect' || redirected === true;
  if (!headers || !(isRedirect || isBetween(200, status, 599))) {
    throw new TypeError(`fetch: expected a Response, received ${describeValue(response)}`);
  }
  const own = headers instanceof Headers ? headers : new Headers(headers);
  return { status: Number(status), headers: own, isRedirect, response };
}

function isBetween(least: number, value: unknown, most: number): boolean {
  return Number.isInteger(value) && least <= Number(value) && Number(value) <= most;
}
