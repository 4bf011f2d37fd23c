import { ConnectionError, RedirectError, type Outcome } from '@luxcore/errors';
import type { TransportRequest } from './transport.ts';

/** What is known of a request when its connection fails. */
export interface Failed {
  /** The status of the answer, where its head came. */
  readonly status?: number | undefined;
  readonly outcome: Extract<Outcome, 'not_sent' | 'unknown'>;
  readonly cause: unknown;
}

interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly cause?: Failure | null;
}

/** Codes of a failure before any byte left. */
const NEVER_CONNECTED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  // Bun's name for ECONNREFUSED.
  'ConnectionRefused',
  // Deno without --allow-net.
  'NotCapable',
]);

/** How errors call a request: method and path, without the query. */
function labelOf({ method, url }: TransportRequest): string {
  const path = url.slice(pathStart(url));
  return `${method} ${/^[^?#]*/.exec(path)?.[0] ?? ''}`;
}

/** Where the path of an absolute http or https URL begins; its length, where it has none. */
export function pathStart(url: string): number {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  return start === -1 ? url.length : start;
}

/**
 * The code of a failed connection: Node's fetch has it on the cause, Bun's on the error itself; what
 * Deno does not permit has a name alone.
 */
function connectionCode(error: unknown): string | undefined {
  const failure = error as Failure | null | undefined;
  const name = failure?.name === 'NotCapable' ? failure.name : undefined;
  return [failure?.cause?.code, failure?.code, name].find((code) => typeof code === 'string');
}

/** Whether an error says that no connection was made: nothing can have been carried out. */
export function neverConnected(error: unknown): boolean {
  return NEVER_CONNECTED.has(connectionCode(error) ?? '');
}

export function connectionFailed(request: TransportRequest, failed: Failed): ConnectionError {
  const code = connectionCode(failed.cause);
  return new ConnectionError(
    `${labelOf(request)}: the connection failed${code === undefined ? '' : ` (${code})`}`,
    { code: 'CONNECTION_FAILED', ...failed },
  );
}

export function answerTooLong(request: TransportRequest, status: number): ConnectionError {
  const most = `at most ${String(request.maxResponseBytes)} bytes`;
  return unreadable(request, status, `${most}, received a longer one`);
}

/** Nothing asks for an encoding, and one that comes all the same could be a bomb. */
export function answerEncoded(request: TransportRequest, status: number): ConnectionError {
  return unreadable(request, status, 'plain bytes, received a content encoding');
}

function unreadable(request: TransportRequest, status: number, what: string): ConnectionError {
  return new ConnectionError(`${labelOf(request)}: expected an answer of ${what}`, {
    code: 'UNREADABLE_RESPONSE',
    status,
  });
}

/** A redirect is not followed: the signature would be stale, and the credentials would go elsewhere. */
export function redirected(
  request: TransportRequest,
  status: number,
  location: string | null | undefined,
): RedirectError {
  return new RedirectError(
    `${labelOf(request)}: expected an answer, received a redirect${targetOf(location ?? '')}; is baseUrl right?`,
    // A browser shows a redirect as status 0.
    { code: 'UNEXPECTED_REDIRECT', status: status === 0 ? undefined : status },
  );
}

/** The origin alone: path and query of the target may carry what no log should hold. */
function targetOf(location: string): string {
  return /^https?:/i.test(location) && URL.canParse(location)
    ? ` to ${new URL(location).origin}`
    : '';
}
