import { redact } from './redact.ts';
import type { ErrorCode } from './error-codes.ts';

/** What may be done after an error: nothing, try again later, or sign anew and try again at once. */
export type Retry = 'never' | 'later' | 'resign';

/**
 * What is known of the request when the error is thrown: it never left (`not_sent`), LuxCore
 * answered that it did nothing (`rejected`), or it may have been carried out (`unknown`).
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';

/** What every LuxCore error is made from; all of it but `code` may be left out. */
export interface LuxCoreErrorOptions {
  /** A literal code to branch on: one of `ERROR_CODES`, or one that LuxCore has added since. */
  readonly code: ErrorCode | (string & {});
  /** HTTP status, where an answer came. */
  readonly status?: number | undefined;
  /** LuxCore's id of the request, where the answer carried one. */
  readonly requestId?: string | undefined;
  readonly retry?: Retry | undefined;
  readonly outcome?: Outcome | undefined;
  /** The `merchant_reference` of the payment that the request was about. */
  readonly merchantReference?: string | undefined;
  /** What else is known, as data; redacted. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/** The brand by which an error is known across realms and across copies of this package. */
export const BRAND: symbol = Symbol.for('@luxcore/errors');

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
export class LuxCoreError extends Error {
  readonly code: ErrorCode | (string & {});
  readonly retry: Retry;
  readonly outcome: Outcome;
  declare readonly status?: number;
  declare readonly requestId?: string;
  declare readonly merchantReference?: string;
  declare readonly details?: Readonly<Record<string, unknown>>;

  constructor(message: string, options: LuxCoreErrorOptions) {
    super(redact(message), options.cause === undefined ? {} : { cause: redact(options.cause) });
    Object.defineProperty(this, BRAND, { value: true });
    this.code = options.code;
    this.retry = options.retry ?? 'never';
    this.outcome = options.outcome ?? 'not_sent';
    const { status, requestId, merchantReference, details } = options;
    if (status !== undefined) this.status = status;
    if (requestId !== undefined) this.requestId = redact(requestId);
    if (merchantReference !== undefined) this.merchantReference = redact(merchantReference);
    if (details !== undefined) this.details = redact(details);
  }

  // On the prototype, not a field: it is there when the engine writes the first line of the stack,
  // and a minifier that renames the class does not change it.
  override get name(): string {
    return 'LuxCoreError';
  }

  /** The error as plain, redacted data, without its stack. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    return {
      name,
      message,
      ...Object.fromEntries(Object.entries(this)),
      cause: describeCause(cause),
    };
  }
}

function describeCause(cause: unknown): unknown {
  if (!(cause instanceof Error)) return cause;
  const { name, message } = cause;
  return { name, message, code: (cause as { code?: unknown }).code };
}
