import type { Retry } from './worded-error.ts';

/**
 * Every code that a `LuxCoreError` of these packages can carry: the class that it comes in, the HTTP
 * status that it is answered with (`null`: it is no code of an answer), whether to try again, and
 * what to do.
 *
 * Where there is a status, the class is that of the answer. The same code may be found before
 * anything is sent: then the class is that of what finds it (a `SigningError` for a malformed part of
 * a request to sign), and `outcome` is `not_sent`.
 *
 * Rows without a mark are documented by LuxCore. `assumed: true` marks codes that LuxCore does not
 * document; `local: true` marks codes of these packages.
 *
 * @example
 * ```ts
 * import { ERROR_CODES } from '@luxcore/errors';
 *
 * ERROR_CODES.LOCK_TIMEOUT.retry; // 'later'
 * ERROR_CODES.INVALID_CLABE.advice; // what to tell the developer
 * ```
 */
// prettier-ignore
export const ERROR_CODES = {
  INVALID_API_KEY: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Use an active API key of this environment.' },
  INSUFFICIENT_BALANCE: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Wait for deposits to complete, or send less.' },
  MISSING_REQUISITES: { class: 'PaymentError', status: 400, retry: 'later', advice: 'Try again later.' },
  NO_AVAILABLE_REQUISITES: { class: 'PaymentError', status: 400, retry: 'later', advice: 'Try again later.' },
  LOCK_TIMEOUT: { class: 'PaymentError', status: 400, retry: 'later', advice: 'Try again later.' },
  PROVIDER_ERROR: { class: 'ServerError', status: 500, retry: 'later', advice: 'Try again later.' },
  TRANSACTION_ERROR: { class: 'ServerError', status: 500, retry: 'later', advice: 'Try again later.' },
  DATABASE_ERROR: { class: 'ServerError', status: 500, retry: 'later', advice: 'Try again later.' },
  TIMEOUT: { class: 'ServerError', status: 504, retry: 'later', advice: 'Try again later.' },
  VALIDATION_ERROR: { class: 'ValidationError', status: 400, retry: 'never', advice: 'Mend the request; the message names the field. Found before sending where `outcome` is `not_sent`.' },
  INVALID_WITHDRAWAL_DATA: { class: 'ValidationError', status: 400, retry: 'never', advice: 'Mend the payout data.' },
  INVALID_CLABE: { class: 'ValidationError', status: 400, retry: 'never', advice: 'A CLABE has 18 digits.' },
  INVALID_CVU: { class: 'ValidationError', status: 400, retry: 'never', advice: 'A CVU has 22 digits.' },
  INVALID_METHOD: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Contact support.' },
  METHOD_NOT_CONFIGURED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Contact support.' },
  METHOD_NOT_AVAILABLE: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Use another method.' },
  WITHDRAWAL_NOT_SUPPORTED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Use a method that pays out.' },
  UNSUPPORTED_CURRENCY: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Use another currency.' },
  LIMIT_EXCEEDED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Send a smaller amount.' },
  DAILY_LIMIT_EXCEEDED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Try again the next day.' },
  MONTHLY_LIMIT_EXCEEDED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Try again the next month.' },
  TTL_EXPIRED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Create a new payment.' },
  PAYMENT_ALREADY_PROCESSED: { class: 'PaymentError', status: 400, retry: 'never', advice: 'The payment is final and cannot change.' },
  DUPLICATE_REFERENCE: { class: 'PaymentError', status: 400, retry: 'never', advice: 'Use a unique reference.' },
  MERCHANT_REFERENCE_DUPLICATE: { class: 'PaymentError', status: 200, retry: 'never', advice: 'The existing payment is returned.' },
  PAYMENT_ALREADY_EXISTS: { class: 'PaymentError', status: 400, retry: 'never', advice: 'The existing payment is returned.' },

  INVALID_SIGNATURE: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Sign the exact bytes and path that are sent; `explain` says what differs.', assumed: true },
  TIMESTAMP_OUT_OF_RANGE: { class: 'AuthenticationError', status: 401, retry: 'resign', advice: 'Set the clock right and sign anew: at most 300 seconds may lie between.', assumed: true },
  NONCE_REUSED: { class: 'AuthenticationError', status: 401, retry: 'resign', advice: 'Sign anew with a new nonce for each request.', assumed: true },
  UNSUPPORTED_SIGNATURE_VERSION: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Use the canonicalization version `v1`.', assumed: true },
  INVALID_MERCHANT: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Use the numeric merchant id that belongs to the secret.', assumed: true },
  UNAUTHORIZED: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Send the credentials that this endpoint takes.', assumed: true },
  INSUFFICIENT_SCOPE: { class: 'PermissionError', status: 403, retry: 'never', advice: 'Use a key that has the missing scopes.', assumed: true },
  NOT_FOUND: { class: 'NotFoundError', status: 404, retry: 'never', advice: 'Check the id and the environment of the key.', assumed: true },
  RATE_LIMIT_EXCEEDED: { class: 'RateLimitError', status: 429, retry: 'later', advice: 'Wait as long as `Retry-After` says.', assumed: true },
  SERVER_ERROR: { class: 'ServerError', status: 500, retry: 'later', advice: 'Try again later.', assumed: true },
  SERVICE_UNAVAILABLE: { class: 'ServerError', status: 503, retry: 'later', advice: 'Try again later.', assumed: true },

  MISSING_HEADER: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Send all five headers of a v2 signature.', local: true },
  DUPLICATE_HEADER: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Send each signature header once.', local: true },
  MALFORMED_SIGNATURE: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Send `hmac_sha256=` and 64 lower-case hex digits.', local: true },
  VERIFIER_UNAVAILABLE: { class: 'ServerError', status: 503, retry: 'later', advice: 'The look-up of secrets or the clock of the verifier failed; try again.', local: true },
  NONCE_STORE_UNAVAILABLE: { class: 'ServerError', status: 503, retry: 'later', advice: 'The store of nonces is full or away; try again.', local: true },
  PAYLOAD_TOO_LARGE: { class: 'LuxCoreError', status: 413, retry: 'never', advice: 'Send a smaller body.', local: true },
  UNSUPPORTED_MEDIA_TYPE: { class: 'LuxCoreError', status: 415, retry: 'never', advice: 'Send `Content-Type: application/json`.', local: true },
  FORBIDDEN_HOST: { class: 'PermissionError', status: 403, retry: 'never', advice: 'Call the emulator by its loopback address.', local: true },
  FORBIDDEN_ORIGIN: { class: 'PermissionError', status: 403, retry: 'never', advice: 'Do not call the emulator from a page of another origin.', local: true },
  NOT_IMPLEMENTED: { class: 'ServerError', status: 501, retry: 'never', advice: 'The emulator does not serve this operation yet.', local: true },

  INVALID_TIMESTAMP: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Give Unix time in whole seconds.', local: true },
  INVALID_NONCE: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Give 8 to 128 visible ASCII characters without dot or comma, or none: one is made.', local: true },
  INVALID_HTTP_METHOD: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Give the HTTP method in upper case.', local: true },
  INVALID_PATH: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Give the path with its query exactly as it is sent, from its leading slash.', local: true },
  INVALID_BODY: { class: 'AuthenticationError', status: 401, retry: 'never', advice: 'Give the exact body: a string, a Uint8Array, an ArrayBuffer or undefined.', local: true },
  INVALID_BODY_HASH: { class: 'SigningError', status: null, retry: 'never', advice: 'Give the SHA-256 of the body as 64 lower-case hex digits.', local: true },
  INVALID_SECRET: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Give the v2 HMAC secret of the merchant.', local: true },

  RAW_BODY_REQUIRED: { class: 'WebhookVerificationError', status: null, retry: 'never', advice: 'Give the body of a webhook as it was received, before anything parses it.', local: true },
  INVALID_EVENT: { class: 'WebhookVerificationError', status: null, retry: 'never', advice: 'The delivery is signed but holds no event that can be read: look at the message, and tell LuxCore.', local: true },
  INVALID_WEBHOOK_SECRET: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Give the `whsec_...` secret that LuxCore showed when the endpoint was created.', local: true },

  INVALID_AMOUNT: { class: 'ValidationError', status: null, retry: 'never', advice: 'Give a decimal string, or an integer in minor units.', local: true },
  INVALID_PATH_PARAMETER: { class: 'ValidationError', status: null, retry: 'never', advice: 'Give the id that LuxCore answered.', local: true },
  UNKNOWN_OPERATION: { class: 'ValidationError', status: null, retry: 'never', advice: 'Use a name of the OPERATIONS table.', local: true },
  INVALID_REQUEST_BODY: { class: 'ValidationError', status: null, retry: 'never', advice: 'Give a body that JSON can carry.', local: true },
  MERCHANT_REFERENCE_REQUIRED: { class: 'ValidationError', status: null, retry: 'never', advice: 'Give each withdrawal a merchant_reference of your own.', local: true },
  MERCHANT_REFERENCE_CONFLICT: { class: 'PaymentError', status: 200, retry: 'never', advice: 'The reference has a payment that differs: see whether it is yours before another is made.', local: true },
  SCOPE_NOT_DECLARED: { class: 'PermissionError', status: null, retry: 'never', advice: 'Use credentials that have the scope, and declare it.', local: true },
  OPERATION_NOT_AVAILABLE: { class: 'PermissionError', status: null, retry: 'never', advice: 'Use an API key: this operation exists in v1 alone.', local: true },
  HOOK_FAILED: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Mend the function that the message names: it was given as an option and has thrown.', local: true },
  REQUEST_CHANGED: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Let a middleware add headers alone: what was signed cannot be changed.', local: true },
  INVALID_OPTION: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Give the option in the form that the message names.', local: true },
  MALFORMED_API_KEY: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Give a key that begins with `qp_test_sk_` or `qp_prod_sk_`.', local: true },
  MISSING_CREDENTIALS: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Set the environment variable that the message names.', local: true },
  ENVIRONMENT_MISMATCH: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Use a key of the environment that the client is made for.', local: true },
  INSECURE_URL: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Use https; http is for loopback addresses only.', local: true },
  ORIGIN_NOT_ALLOWED: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Send signed requests to the origin that they are made for.', local: true },
  BROWSER_NOT_ALLOWED: { class: 'ConfigurationError', status: null, retry: 'never', advice: 'Keep secrets on the server.', local: true },
  UNEXPECTED_STATUS: { class: 'LuxCoreError', status: null, retry: 'never', advice: 'The status has no documented meaning; look at `details`.', local: true },
  CONNECTION_FAILED: { class: 'ConnectionError', status: null, retry: 'later', advice: 'Check the network, then try again.', local: true },
  REQUEST_TIMEOUT: { class: 'TimeoutError', status: null, retry: 'later', advice: 'Allow more time, then try again.', local: true },
  ABORTED: { class: 'AbortedError', status: null, retry: 'never', advice: 'The caller ended the call.', local: true },
  LIMITER_QUEUE_FULL: { class: 'RateLimitError', status: null, retry: 'later', advice: 'Try again after `retryAfterMs`: more requests wait for the rate limit than may.', local: true },
  REPLAY_WINDOW_CLOSED: { class: 'LuxCoreError', status: null, retry: 'never', advice: 'It is too late to send the payment again: find out whether it was made.', local: true },
  UNEXPECTED_REDIRECT: { class: 'RedirectError', status: null, retry: 'never', advice: 'Check the base URL: a signed request follows no redirect.', local: true },
  UNREADABLE_RESPONSE: { class: 'ConnectionError', status: null, retry: 'later', advice: 'The answer is not the JSON that was expected: look after the payment before trying again.', local: true },
  UPLOAD_FAILED: { class: 'ConnectionError', status: null, retry: 'later', advice: 'Upload it again: it gets a URL of its own.', local: true },
  OUTCOME_UNKNOWN: { class: 'OutcomeUnknownError', status: null, retry: 'never', advice: 'Look after the payment by its reference before making another.', local: true },
} as const;

/** A code of the table. LuxCore may add others: errors carry `ErrorCode | (string & {})`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** The names of the error classes. */
export type ErrorClass =
  | 'AbortedError'
  | 'AuthenticationError'
  | 'ConfigurationError'
  | 'ConnectionError'
  | 'LuxCoreError'
  | 'NotFoundError'
  | 'OutcomeUnknownError'
  | 'PaymentError'
  | 'PermissionError'
  | 'RateLimitError'
  | 'RedirectError'
  | 'ServerError'
  | 'SigningError'
  | 'TimeoutError'
  | 'ValidationError'
  | 'WebhookVerificationError';

/** The form of a row of `ERROR_CODES`. */
export interface ErrorCodeRow {
  /** The name of the class that it comes in. */
  readonly class: ErrorClass;
  /** The HTTP status that it is answered with; `null`: it is no code of an answer. */
  readonly status: number | null;
  /** Whether to try again. */
  readonly retry: Retry;
  /** What to do, for the developer. */
  readonly advice: string;
  /** LuxCore does not document it. */
  readonly assumed?: true;
  /** It is a code of these packages, not of LuxCore. */
  readonly local?: true;
}
