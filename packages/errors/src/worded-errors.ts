/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- `instanceof` holds, see LuxCoreError; to import the classes is what this file spares */
import type { ErrorCode } from './error-codes.ts';
import type {
  ConfigurationError,
  RedirectError,
  SigningError,
  ValidationError,
  ValidationIssue,
  WebhookVerificationError,
} from './error-kinds.ts';
import { redactText } from './redact-text.ts';
import { WordedError, type Retry } from './worded-error.ts';

class WordedSigningError extends WordedError {
  override get name(): 'SigningError' {
    return 'SigningError';
  }
}

class WordedWebhookVerificationError extends WordedError {
  override get name(): 'WebhookVerificationError' {
    return 'WebhookVerificationError';
  }
}

class WordedConfigurationError extends WordedError {
  override get name(): 'ConfigurationError' {
    return 'ConfigurationError';
  }
}

class WordedValidationError extends WordedError {
  declare readonly issues: readonly ValidationIssue[];

  override get name(): 'ValidationError' {
    return 'ValidationError';
  }
}

class WordedRedirectError extends WordedError {
  override get name(): 'RedirectError' {
    return 'RedirectError';
  }
}

/**
 * Makes a `SigningError` of words alone, without the code that redacts causes and details.
 *
 * @example
 * ```ts
 * import { signingError, SigningError } from '@luxcore/errors';
 *
 * signingError('INVALID_NONCE', 'nonce: expected 8 characters') instanceof SigningError; // true
 * ```
 */
export function signingError(
  code: ErrorCode,
  message: string,
  retry: Retry = 'never',
): SigningError {
  return new WordedSigningError(redactText(message), { code, retry });
}

/**
 * Makes a `WebhookVerificationError` of words alone, without the code that redacts causes and
 * details.
 *
 * @example
 * ```ts
 * import { webhookVerificationError } from '@luxcore/errors';
 *
 * throw webhookVerificationError('INVALID_EVENT', 'type: expected a text');
 * // WebhookVerificationError: type: expected a text
 * ```
 */
export function webhookVerificationError(
  code: ErrorCode,
  message: string,
): WebhookVerificationError {
  return new WordedWebhookVerificationError(redactText(message), { code });
}

/**
 * Makes a `ConfigurationError` of words alone, without the code that redacts causes and details.
 *
 * @example
 * ```ts
 * import { configurationError } from '@luxcore/errors';
 *
 * throw configurationError('INSECURE_URL', 'origin: expected https');
 * // ConfigurationError: origin: expected https
 * ```
 */
export function configurationError(code: ErrorCode, message: string): ConfigurationError {
  return new WordedConfigurationError(redactText(message), { code });
}

/**
 * Makes a `ValidationError` of words alone, of one wrong value or of the whole, without the code that
 * redacts causes and details.
 *
 * @example
 * ```ts
 * import { validationError } from '@luxcore/errors';
 *
 * throw validationError('PAYLOAD_TOO_LARGE', 'body: expected at most 1024 bytes, received more');
 * // ValidationError: body: expected at most 1024 bytes, received more
 * ```
 */
export function validationError(
  code: ErrorCode | (string & {}),
  message: string,
  issue?: Required<Omit<ValidationIssue, 'message'>>,
): ValidationError {
  const issues =
    issue === undefined
      ? []
      : [
          {
            path: redactText(issue.path),
            expected: redactText(issue.expected),
            received: redactText(issue.received),
          },
        ];
  return new WordedValidationError(redactText(message), { code: redactText(code), issues });
}

/**
 * Makes a `RedirectError` of words and a status, without the code that redacts causes and details.
 *
 * @example
 * ```ts
 * import { redirectError } from '@luxcore/errors';
 *
 * throw redirectError('GET /api/v2/balance: expected an answer, received a redirect', 302);
 * // RedirectError: GET /api/v2/balance: expected an answer, received a redirect
 * ```
 */
export function redirectError(message: string, status?: number): RedirectError {
  const code = 'UNEXPECTED_REDIRECT';
  return new WordedRedirectError(redactText(message), {
    code,
    outcome: 'unknown',
    ...(status !== undefined && { status }),
  });
}
