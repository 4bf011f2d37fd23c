import type { ErrorCode } from './error-codes.ts';
import * as kinds from './error-kinds.ts';
import { LuxCoreError, type LuxCoreErrorOptions } from './luxcore-error.ts';
import { isBytes, redact } from './redact.ts';
import { retryAfterMs } from './retry-after.ts';

/** An answer of LuxCore as it came; the body may be bytes, text or the parsed value. */
export interface ErrorResponse {
  /** HTTP status; what is none gives `UNEXPECTED_STATUS`. */
  readonly status: number;
  /** Names in any case; the request id and `Retry-After` are read from them. */
  readonly headers?: Headers | Readonly<Record<string, string | undefined>> | undefined;
  /** What cannot be read as JSON is quoted in `details`, redacted. */
  readonly body?: unknown;
}

/** What the caller knows of the request and the answer cannot say. */
export interface ErrorContext {
  /** The `merchant_reference` of the payment that the request was about. */
  readonly merchantReference?: string | undefined;
  /** The scopes that the operation needs, told where a 403 does not name them. */
  readonly scopes?: readonly string[] | undefined;
}

/** [Assumed] The header that carries LuxCore's id of a request. */
export const REQUEST_ID_HEADER = 'x-request-id';

const EXCERPT_LENGTH = 200;

/** LuxCore's codes; in their place there may be an HTTP phrase, `Bad Request`. */
const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;

/** What a documented status means: its class, and the code where the body has none. */
const STATUSES = {
  400: [kinds.ValidationError, 'VALIDATION_ERROR'],
  401: [kinds.AuthenticationError, 'UNAUTHORIZED'],
  403: [kinds.PermissionError, 'INSUFFICIENT_SCOPE'],
  404: [kinds.NotFoundError, 'NOT_FOUND'],
  422: [kinds.ValidationError, 'VALIDATION_ERROR'],
  429: [kinds.RateLimitError, 'RATE_LIMIT_EXCEEDED'],
} as const;

// The lists hold what status and class do not tell. They are not read from ERROR_CODES, which
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

export const FAULT_CODES = [
  'PROVIDER_ERROR',
  'TRANSACTION_ERROR',
  'DATABASE_ERROR',
  'TIMEOUT',
  'SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
] as const;

/**
 * Makes the typed error of an answer that is not a success, from its status, headers and body
 * `{statusCode, message, error}`. It never throws: a body that is HTML, empty or half a JSON text
 * gives the error of its status, and a status that is none a `LuxCoreError`, `UNEXPECTED_STATUS`.
 *
 * - `code` is that of the body where the status is 400 or above and it has one, or else that of the
 *   status.
 * - The class: from 400 on, a code that LuxCore answers with a 5xx (`PROVIDER_ERROR`, `TIMEOUT`, ...)
 *   makes a `ServerError` whatever the status; otherwise the status decides, and among answers of
 *   400 the code, `ValidationError` or `PaymentError`.
 * - `retry`: the code decides where it is known to pass or to need a new signature, or else the
 *   class.
 * - `outcome` is `rejected` for a documented refusal (400, 401, 403, 404, 422, 429) whose body
 *   does not speak of a 5xx, by its code or its `statusCode`. All else is `unknown`: the request may
 *   have been carried out.
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
  // Of what is no status nothing is believed: no comparison with NaN holds.
  const status =
    Number.isInteger(response.status) && response.status >= 100 && response.status <= 599
      ? response.status
      : Number.NaN;
  // From a plain copy: headers of the caller's own that cannot be read say nothing.
  const headers = redact(response.headers ?? {}) as Readonly<Record<string, unknown>>;
  const header = (name: string): string | undefined =>
    texts(headers[Object.keys(headers).find((key) => key.toLowerCase() === name) ?? name])[0];
  const { statusCode, message, error, ...details } = readBody(response.body);
  const messages = texts(message);
  const text = messages.join('; ');

  const [Kind, ownCode] = meaningOf(status);
  const code = status >= 400 && typeof error === 'string' && CODE.test(error) ? error : ownCode;
  const isFault =
    status >= 400 &&
    (FAULT_CODES.includes(code as never) || (typeof statusCode === 'number' && statusCode >= 500));
  const isRefusedPayment = status === 400 && !VALIDATION_CODES.includes(code as never);
  return new (isFault ? kinds.ServerError : isRefusedPayment ? kinds.PaymentError : Kind)(
    [status || 'no HTTP status,', code].join(' ') + (text && `: ${text}`),
    {
      ...context,
      code,
      status: status || undefined,
      requestId: header(REQUEST_ID_HEADER),
      // Where nothing is said here, the class knows: a `ServerError` may pass, a `PaymentError` may not.
      retry: RESIGN_CODES.includes(code as never)
        ? 'resign'
        : RETRY_LATER_CODES.includes(code as never)
          ? 'later'
          : status === 501
            ? 'never'
            : undefined,
      // Any other 4xx may be a proxy's, for a server that did the work.
      outcome: status in STATUSES && !isFault ? 'rejected' : 'unknown',
      details: Object.keys(details).length > 0 ? details : undefined,
      // Each class takes of these what is its own.
      missingScopes: texts(details.missing_scopes ?? context.scopes),
      retryAfterMs: retryAfterMs(header('retry-after'), header('date')),
      issues: Array.isArray(details.issues)
        ? details.issues.filter(
            (issue: kinds.ValidationIssue | null) => typeof issue?.path === 'string',
          )
        : messages.map((text) => ({ path: '', message: text })),
    },
  );
}

type AnyKind = new (
  message: string,
  options: LuxCoreErrorOptions & {
    readonly missingScopes: readonly string[];
    readonly issues: readonly kinds.ValidationIssue[];
  },
) => LuxCoreError;

function meaningOf(status: number): readonly [AnyKind, ErrorCode] {
  if (status in STATUSES) return STATUSES[status as keyof typeof STATUSES];
  if (status === 503) return [kinds.ServerError, 'SERVICE_UNAVAILABLE'];
  if (status === 504) return [kinds.ServerError, 'TIMEOUT'];
  if (status >= 500) return [kinds.ServerError, 'SERVER_ERROR'];
  if (status === 408) return [kinds.TimeoutError, 'REQUEST_TIMEOUT'];
  return status >= 300 && status < 400
    ? [kinds.RedirectError, 'UNEXPECTED_REDIRECT']
    : [LuxCoreError, 'UNEXPECTED_STATUS'];
}

/** The body as plain data without secrets, whatever it is: a text that is cut is redacted before. */
function readBody(body: unknown): Record<string, unknown> {
  let text = body;
  try {
    if (isBytes(text)) text = new TextDecoder().decode(text);
    const value = redact(typeof text === 'string' ? (JSON.parse(text) as unknown) : text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Not JSON: a proxy's page, or half an answer. Its beginning is what helps.
  }
  return typeof text === 'string' && text !== ''
    ? { bodyExcerpt: redact(text).slice(0, EXCERPT_LENGTH) }
    : {};
}

function texts(value: unknown): string[] {
  return [value].flat().filter((item) => typeof item === 'string');
}
