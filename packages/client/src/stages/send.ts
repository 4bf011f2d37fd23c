import {
  assertOption,
  ConnectionError,
  describeValue,
  RedirectError,
  type Outcome,
} from '@luxcore/errors';
import type { AuthHeaders } from '../auth/auth.ts';
import type { Fetch } from '../client-options.ts';
import { connectionCode, NEVER_CONNECTED } from './connection-code.ts';
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

/**
 * Sends a request once and reads the answer, all within the deadline. A redirect is not followed:
 * the signature would be stale, and the credentials would go to another origin.
 */
export async function send(
  request: OutgoingRequest,
  credentials: AuthHeaders,
  deadline: Deadline,
  fetch: Fetch = globalThis.fetch,
): Promise<RawAnswer> {
  assertOption(typeof fetch === 'function', 'fetch', 'a function', fetch);
  let sent = false;
  const outcome = (): Outcome => (sent ? 'unknown' : 'not_sent');
  // Whatever a fetch of the caller's own throws, it does not decide what is known of the request.
  const attempt = <Result>(work: () => Promise<Result>, status?: number): Promise<Result> =>
    deadline.race(outcome, async () => {
      try {
        return await work();
      } catch (cause) {
        throw connectionError(request, status, outcome(), cause);
      }
    });

  const response = await attempt(async () => {
    const init = initOf(request, credentials, deadline.signal);
    let answer;
    try {
      sent = true;
      answer = fetch(request.url.href, init);
    } catch (refusal) {
      sent = false;
      throw refusal;
    }
    return assertResponse(await answer);
  });
  const { status, headers } = response;
  assertNoRedirect(request, response);
  const body = await attempt(() => readBody(response, MAX_RESPONSE_BYTES), status);
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

/** By its fields: the Response of another realm or of a package is one too. */
function assertResponse(answer: Response): Response {
  const { status, headers } = (answer as Partial<Response> | null | undefined) ?? {};
  if (typeof status === 'number' && typeof headers?.get === 'function') return answer;
  throw new TypeError(`fetch: expected a Response, received ${describeValue(answer)}`);
}

/** A browser shows a redirect as status 0; a fetch of the caller's own may have followed it. */
function assertNoRedirect({ label, merchantReference }: OutgoingRequest, response: Response): void {
  const { status, type, redirected, headers, body } = response;
  const isRedirect = (status >= 300 && status < 400) || type === 'opaqueredirect' || redirected;
  if (!isRedirect) return;
  abandon(body);
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
    {
      code: 'CONNECTION_FAILED',
      status,
      // Once a status has come, no later fault says that nothing was sent.
      outcome: status === undefined && NEVER_CONNECTED.has(code ?? '') ? 'not_sent' : outcome,
      merchantReference,
      cause,
    },
  );
}
