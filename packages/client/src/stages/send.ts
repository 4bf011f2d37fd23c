import {
  assertOption,
  ConnectionError,
  describeValue,
  RedirectError,
  type Outcome,
} from '@luxcore/errors';
import type { AuthHeaders } from '../auth/auth.ts';
import type { Fetch } from '../client-options.ts';
import { connectionCode, neverConnected } from './connection-code.ts';
import type { Deadline } from './deadline.ts';
import type { OutgoingRequest } from './outgoing-request.ts';
import { abandon, readBody } from './read-body.ts';

/** An answer as it came, read to its end. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** No answer of LuxCore comes near: 10 MiB. */
const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** An answer whose body is still to be read. */
interface Head {
  readonly status: number;
  readonly headers: Headers;
  readonly isRedirect: boolean;
  readonly response: Response;
}

/**
 * Sends a request once and reads the answer, all within the deadline. A redirect is not followed:
 * the signature would be stale, and the credentials would go to another origin.
 *
 * @param ownFetch - A fetch of the caller's own; `globalThis.fetch` unless told.
 */
export async function send(
  request: OutgoingRequest,
  credentials: AuthHeaders,
  deadline: Deadline,
  ownFetch: Fetch | undefined,
): Promise<RawAnswer> {
  const fetch = ownFetch ?? globalThis.fetch;
  assertOption(typeof fetch === 'function', 'fetch', 'a function', fetch);
  let sent = false;
  // Whatever fetch or its answer throws, it does not decide what is known of the request.
  const attempt = <Result>(work: () => Promise<Result>, status?: number): Promise<Result> =>
    deadline.race(
      () => (sent ? 'unknown' : 'not_sent'),
      async () => {
        try {
          return await work();
        } catch (cause) {
          // A fetch of the caller's own may have sent a copy before the one that failed.
          const neverSent = ownFetch === undefined && status === undefined && neverConnected(cause);
          throw connectionError(request, status, neverSent ? 'not_sent' : 'unknown', cause);
        }
      },
    );

  const head = await attempt(async () => {
    sent = true;
    return readHead(await fetch(request.url.href, initOf(request, credentials, deadline.signal)));
  });
  assertNoRedirect(request, head);
  const { status, headers, response } = head;
  const body = await attempt(() => readBody(response, headers, MAX_RESPONSE_BYTES), status);
  if (body !== undefined) return { status, headers, body };
  throw new ConnectionError(
    `${request.label}: expected an answer of at most ${String(MAX_RESPONSE_BYTES)} bytes, received a longer one`,
    { code: 'UNREADABLE_RESPONSE', status, merchantReference: request.merchantReference },
  );
}

function initOf(
  { method, headers, body }: OutgoingRequest,
  credentials: AuthHeaders,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    headers: {
      ...headers,
      Accept: 'application/json',
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...credentials,
    },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
    signal,
  };
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
  { label, merchantReference }: OutgoingRequest,
  { status, headers, isRedirect, response }: Head,
): void {
  if (!isRedirect) return;
  abandon(response);
  throw new RedirectError(
    `${label}: expected an answer, received a redirect${targetOf(headers)}; is baseUrl right?`,
    {
      code: 'UNEXPECTED_REDIRECT',
      status: status === 0 ? undefined : status,
      merchantReference,
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
  { label, merchantReference }: OutgoingRequest,
  status: number | undefined,
  outcome: Outcome,
  cause: unknown,
): ConnectionError {
  const code = connectionCode(cause);
  return new ConnectionError(
    `${label}: the connection failed${code === undefined ? '' : ` (${code})`}`,
    { code: 'CONNECTION_FAILED', status, outcome, merchantReference, cause },
  );
}
