import type { ErrorCode } from './error-codes.ts';
import { redactKeys } from './redact-text.ts';
import { redact } from './redact.ts';
import { WordedError, type Outcome, type Retry } from './worded-error.ts';

/** What every LuxCore error is made from; all of it but `code` may be left out. */
export interface LuxCoreErrorOptions {
  /** A literal code to branch on: one of `ERROR_CODES`, or one that LuxCore has added since. */
  readonly code: ErrorCode | (string & {});
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  /** LuxCore's id of the request, where the answer carried one. */
  readonly requestId?: string | undefined;
  /** `never` unless told, or unless the class says otherwise. */
  readonly retry?: Retry | undefined;
  /** `not_sent` unless told, or unless the class says otherwise. */
  readonly outcome?: Outcome | undefined;
  /**
   * The `merchant_reference` of the payment that the request was about: kept as it is, to look it up
   * by, but for an API key or webhook secret in it, which is redacted.
   */
  readonly merchantReference?: string | undefined;
  /** How long to wait, in milliseconds, where LuxCore or the limiter says so. */
  readonly retryAfterMs?: number | undefined;
  /** What else is known, as data; redacted. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** What led to it; redacted. */
  readonly cause?: unknown;
}

/**
 * The base of every error of the LuxCore packages: a literal `name` and `code` to branch on, what
 * may be done (`retry`) and what is known of the request (`outcome`).
 *
 * Message, details and cause are redacted as the error is made (see `redact`): API keys, webhook
 * secrets and tokens by their shape, other secrets by the names of their fields.
 *
 * @example
 * ```ts
 * import { isLuxCoreError } from '@luxcore/errors';
 *
 * try {
 *   await client.payments.cancel('pay_1');
 * } catch (error) {
 *   if (!isLuxCoreError(error) || error.code !== 'PAYMENT_ALREADY_PROCESSED') throw error;
 *   console.log('It is final, and cannot be cancelled.');
 * }
 * ```
 */
export class LuxCoreError extends WordedError {
  /** What the packages make of words alone is an error of the class whose name it bears. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const { prototype } = this;
    return (
      super[Symbol.hasInstance](value) ||
      // A class that a user derives bears the name of its base, unless it has one of its own.
      (value instanceof WordedError &&
        Object.hasOwn(prototype, 'name') &&
        ['LuxCoreError', value.name].includes(prototype.name))
    );
  }

  constructor(message: string, options: LuxCoreErrorOptions) {
    const {
      merchantReference,
      cause,
      code,
      retry,
      outcome,
      status,
      requestId,
      retryAfterMs,
      details,
    } = options;
    super(
      redact(message),
      // What is undefined is left out.
      redact({ code, retry, outcome, status, requestId, retryAfterMs, details }),
      cause !== undefined && { cause: redact(cause) },
    );
    Object.assign(
      this,
      typeof merchantReference === 'string' && {
        merchantReference: redactKeys(merchantReference),
      },
    );
  }

  override get name(): string {
    return 'LuxCoreError';
  }

  override toJSON(): Record<string, unknown> {
    const { name, message } = this;
    const shown: Record<string, unknown> = { name, message };
    return Object.assign(shown, this, redact({ cause: this.cause }));
  }
}
