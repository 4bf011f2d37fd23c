export { assertOption } from './assert-option.ts';
export { describeValue } from './describe-value.ts';
export { ERROR_CODES, type ErrorClass, type ErrorCode, type ErrorCodeRow } from './error-codes.ts';
export {
  errorFromResponse,
  REQUEST_ID_HEADER,
  type ErrorContext,
  type ErrorResponse,
} from './error-from-response.ts';
export {
  AbortedError,
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  NotFoundError,
  OutcomeUnknownError,
  PaymentError,
  PermissionError,
  RateLimitError,
  RedirectError,
  ServerError,
  SigningError,
  TimeoutError,
  ValidationError,
  WebhookVerificationError,
  type ValidationIssue,
} from './error-kinds.ts';
export { fromRuntime, type WebApi } from './from-runtime.ts';
export { invalidValue } from './invalid-value.ts';
export { isLuxCoreError } from './is-luxcore-error.ts';
export { LuxCoreError, type LuxCoreErrorOptions } from './luxcore-error.ts';
export { redact } from './redact.ts';
export { redactKeys } from './redact-text.ts';
export {
  configurationError,
  redirectError,
  signingError,
  validationError,
  webhookVerificationError,
} from './worded-errors.ts';
export type { Outcome, Retry } from './worded-error.ts';
