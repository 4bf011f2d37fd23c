import { redact, redactKeys } from './redact.ts';
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
  /**
   * The `merchant_reference` of the payment that the request was about: kept as it is, to look it up
   * by, but for an API key or webhook secret in it, which is redacted.
   */
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
  declare readonly code: ErrorCode | (string & {});
  declare readonly retry: Retry;
  declare readonly outcome: Outcome;
  declare readonly status?: number;
  declare readonly requestId?: string;
  declare readonly merchantReference?: string;
  declare readonly details?: Readonly<Record<string, unknown>>;

  constructor(message: string, options: LuxCoreErrorOptions) {
    const { code, retry, outcome, status, requestId, merchantReference, details, cause } = options;
    super(redact(message), cause === undefined ? {} : { cause: redact(cause) });
    Object.defineProperty(this, BRAND, { value: true });
    Object.assign(
      this,
      // What is undefined is left out.
      redact({
        code,
        retry: retry ?? 'never',
        outcome: outcome ?? 'not_sent',
        status,
        requestId,
        details,
      }),
      typeof merchantReference === 'string' && {
        merchantReference: redactKeys(merchantReference),
      },
    );
  }

  // On the prototype, not a field: it is there when the engine writes the first line of the stack,
  // and a minifier that renames the class does not change it.
  override get name(): string {
    return 'LuxCoreError';
  }

  /** The error as plain, redacted data, with its causes and without stacks. */
  toJSON(): Record<string, unknown> {
    const { name, message, cause } = this;
    const shown: Record<string, unknown> = { name, message };
    return Object.assign(shown, this, redact({ cause }));
  }
}
