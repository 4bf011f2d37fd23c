import {
  assertOption,
  ConnectionError,
  describeValue,
  RedirectError,
  type Outcome,
} from '@luxcore/errors';
import type { Fetch } from '../client-options.ts';
import { connectionCode, neverConnected } from '../stages/connection-code.ts';
import { abandon, readBody } from '../stages/read-body.ts';
import type { Transport, TransportRequest } from './transport.ts';

/** An answer whose body is still to be read. */
interface Head {
  readonly status: number;
  readonly headers: Headers;
  readonly isRedirect: boolean;
  readonly response: Response;
}

export function fetchTransport(ownFetch?: Fetch): Transport {
  return async (request) => {
    const fetch = ownFetch ?? globalThis.fetch;
    assertOption(typeof fetch === 'function', 'fetch', 'a function', fetch);
    const { method, headers, body, signal, url } = request;
    let head: Head | undefined;
    try {
      const init = { method, headers: { ...headers }, redirect: 'manual' as const, signal };
      head = readHead(await fetch(url, body === undefined ? init : { ...init, body }));
    } catch (cause) {
      const neverSent = ownFetch === undefined && neverConnected(cause);
      throw connectionError(request, undefined, neverSent ? 'not_sent' : 'unknown', cause);
    }
    assertNoRedirect(request, head);
    const { status, headers: answered, response } = head;
    let read: Uint8Array | undefined;
    try {
      read = await readBody(response, answered, request.maxResponseBytes);
    } catch (cause) {
      throw connectionError(request, status, 'unknown', cause);
    }
    if (read !== undefined) return { status, headers: answered, body: read };
    throw new ConnectionError(
      `${labelOf(request)}: expected an answer of at most ${String(request.maxResponseBytes)} bytes, received a longer one`,
      { code: 'UNREADABLE_RESPONSE', status },
    );
  };
}

function labelOf({ method, url }: TransportRequest): string {
  return `${method} ${new URL(url).pathname}`;
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
  return { status: Number(status), headers: new Headers(headers), isRedirect, response };
}

function isBetween(least: number, value: unknown, most: number): boolean {
  return Number.isInteger(value) && least <= Number(value) && Number(value) <= most;
}

function assertNoRedirect(
  request: TransportRequest,
  { status, headers, isRedirect, response }: Head,
): void {
  if (!isRedirect) return;
  abandon(response);
  throw new RedirectError(
    `${labelOf(request)}: expected an answer, received a redirect${targetOf(headers)}; is baseUrl right?`,
    {
      code: 'UNEXPECTED_REDIRECT',
      status: status === 0 ? undefined : status,
    },
  );
}

/** The origin alone: path and query of the target may carry what no log should hold. */
function targetOf(headers: Headers): string {
  const location = headers.get('location') ?? '';
  return /^https?:/i.test(location) && URL.canParse(location)
    ? ` to ${new URL(location).origin}`
    : '';
}

function connectionError(
  request: TransportRequest,
  status: number | undefined,
  outcome: Outcome,
  cause: unknown,
): ConnectionError {
  const code = connectionCode(cause);
  return new ConnectionError(
    `${labelOf(request)}: the connection failed${code === undefined ? '' : ` (${code})`}`,
    { code: 'CONNECTION_FAILED', status, outcome, cause },
  );
}
