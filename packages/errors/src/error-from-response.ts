import type { ErrorCode } from './error-codes.ts';
import * as kinds from './error-kinds.ts';
import { LuxCoreError, type LuxCoreErrorOptions, type Retry } from './luxcore-error.ts';
import { entriesOf } from './redact.ts';
import { retryAfterMs } from './retry-after.ts';

/** An answer of LuxCore as it came; the body may be bytes, text or the parsed value. */
export interface ErrorResponse {
  readonly status: number;
  readonly headers?: Headers | Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: unknown;
}

/** What the caller knows of the request and the answer cannot say. */
export interface ErrorContext {
  readonly merchantReference?: string | undefined;
  /** The scopes that the operation needs, told where a 403 does not name them. */
  readonly scopes?: readonly string[] | undefined;
}

/** [Assumed] The header that carries LuxCore's id of a request. */
export const REQUEST_ID_HEADER = 'x-request-id';

const EXCERPT_LENGTH = 200;

/** LuxCore's codes; in their place there may be an HTTP phrase, `Bad Request`. */
const CODE = /^[A-Z][A-Z0-9_]+$/;

/** What a status means: its class, and the code where the body has none. */
const STATUSES = {
  400: [kinds.ValidationError, 'VALIDATION_ERROR'],
  401: [kinds.AuthenticationError, 'UNAUTHORIZED'],
  403: [kinds.PermissionError, 'INSUFFICIENT_SCOPE'],
  404: [kinds.NotFoundError, 'NOT_FOUND'],
  408: [kinds.TimeoutError, 'REQUEST_TIMEOUT'],
  413: [kinds.ValidationError, 'PAYLOAD_TOO_LARGE'],
  422: [kinds.ValidationError, 'VALIDATION_ERROR'],
  429: [kinds.RateLimitError, 'RATE_LIMIT_EXCEEDED'],
  503: [kinds.ServerError, 'SERVICE_UNAVAILABLE'],
  504: [kinds.ServerError, 'TIMEOUT'],
} as const;

// The three lists hold what status and class do not tell. They are not read from ERROR_CODES, which
// would bring the whole table into every bundle; that they agree with it is checked by the compiler
// (error-codes.test-d.ts) and by a test that goes through all rows.
export const VALIDATION_CODES = [
  'VALIDATION_ERROR',
  'INVALID_WITHDRAWAL_DATA',
  'INVALID_CLABE',
  'INVALID_CVU',
] as const;
export const RETRY_LATER_CODES = [
  'MISSING_REQUISITES',
  'NO_AVAILABLE_REQUISITES',
  'LOCK_TIMEOUT',
] as const;
export const RESIGN_CODES = ['TIMESTAMP_OUT_OF_RANGE', 'NONCE_REUSED'] as const;

/**
 * Makes the typed error of an answer that is not a success, from its status, headers and body
 * `{statusCode, message, error}`. It never throws: a body that is HTML, empty or half a JSON text
 * gives the error of its status.
 *
 * The status decides the class, and among answers of 400 the documented code; whether to try again
 * hangs on both. `outcome` is
 * `rejected` for a 4xx and `unknown` for 408, 3xx and 5xx, after which the request may have been
 * carried out.
 *
 * @param response - Status, headers (names in any case) and body (bytes, text or parsed).
 * @param context - What the caller knows of the request.
 * @example
 * ```ts
 * import { errorFromResponse } from '@luxcore/errors';
 *
 * const error = errorFromResponse({
 *   status: 400,
 *   body: '{"statusCode":400,"message":"not enough","error":"INSUFFICIENT_BALANCE"}',
 * });
 * error.name; // 'PaymentError'
 * error.code; // 'INSUFFICIENT_BALANCE'
 * ```
 */
export function errorFromResponse(
  response: ErrorResponse,
  context: ErrorContext = {},
): LuxCoreError {
  const { status } = response;
  const { statusCode: _, message, error, ...details } = readBody(response.body);
  const [Kind, statusCode] = meaningOf(status);
  const code = typeof error === 'string' && CODE.test(error) ? error : statusCode;
  const messages = [message].flat().filter((item) => typeof item === 'string');

  const isRefusedPayment = status === 400 && !includes(VALIDATION_CODES, code);
  return new (isRefusedPayment ? kinds.PaymentError : Kind)(
    [`${String(status)} ${code}`, messages.join('; ')].filter(Boolean).join(': '),
    {
      code,
      status,
      requestId: header(response, REQUEST_ID_HEADER),
      retry: retryOf(status, code),
      outcome: status >= 400 && status < 500 && status !== 408 ? 'rejected' : 'unknown',
      merchantReference: context.merchantReference,
      details: Object.keys(details).length > 0 ? details : undefined,
      // Each class takes of these what is its own.
      missingScopes: strings(details.missing_scopes) ?? context.scopes,
      retryAfterMs: retryAfterMs(header(response, 'retry-after'), header(response, 'date')),
      issues: Array.isArray(details.issues)
        ? details.issues.filter(isIssue)
        : messages.map((text) => ({ path: '', message: text })),
    },
  );
}

type AnyKind = new (
  message: string,
  options: LuxCoreErrorOptions & {
    readonly missingScopes: readonly string[] | undefined;
    readonly retryAfterMs: number | undefined;
    readonly issues: readonly kinds.ValidationIssue[];
  },
) => LuxCoreError;

function meaningOf(status: number): readonly [AnyKind, ErrorCode] {
  if (Object.hasOwn(STATUSES, status)) return STATUSES[status as keyof typeof STATUSES];
  if (status >= 500) return [kinds.ServerError, 'SERVER_ERROR'];
  if (status >= 300 && status < 400) return [kinds.RedirectError, 'UNEXPECTED_REDIRECT'];
  return [status >= 400 ? kinds.ValidationError : LuxCoreError, 'UNEXPECTED_STATUS'];
}

/** Where nothing is said here, the class knows: a `ServerError` may pass, a `PaymentError` may not. */
function retryOf(status: number, code: string): Retry | undefined {
  if (includes(RESIGN_CODES, code)) return 'resign';
  if (includes(RETRY_LATER_CODES, code)) return 'later';
  return status === 501 ? 'never' : undefined;
}

const includes = (codes: readonly string[], code: string): boolean => codes.includes(code);

function readBody(body: unknown): Record<string, unknown> {
  const text =
    body instanceof Uint8Array || body instanceof ArrayBuffer
      ? new TextDecoder().decode(body)
      : body;
  if (typeof text !== 'string') return isRecord(text) ? text : {};
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value)) return value;
  } catch {
    // Not JSON: a proxy's page, or half an answer. Its beginning is what helps.
  }
  return text === '' ? {} : { bodyExcerpt: text.slice(0, EXCERPT_LENGTH) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isIssue(value: unknown): value is kinds.ValidationIssue {
  return isRecord(value) && typeof value.path === 'string';
}

function strings(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

function header(response: ErrorResponse, name: string): string | undefined {
  const found = entriesOf(response.headers ?? {}).find(([key]) => key.toLowerCase() === name);
  return typeof found?.[1] === 'string' ? found[1] : undefined;
}
