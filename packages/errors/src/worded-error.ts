import type { ErrorCode } from './error-codes.ts';
import type { ValidationIssue } from './error-kinds.ts';

/** What may be done after an error: nothing, try again later, or sign anew and try again at once. */
export type Retry = 'never' | 'later' | 'resign';

/**
 * What is known of the request when the error is thrown: it never left (`not_sent`), LuxCore
 * answered that it did nothing (`rejected`), or it may have been carried out (`unknown`).
 */
export type Outcome = 'not_sent' | 'rejected' | 'unknown';

/** The brand by which an error is known across realms and across copies of this package. */
export const BRAND: symbol = Symbol.for('@luxcore/errors');

/** What a worded error holds beside its message; what is undefined is left out of it. */
export interface Words {
  readonly code: ErrorCode | (string & {});
  readonly retry?: Retry | undefined;
  readonly outcome?: Outcome | undefined;
  readonly status?: number | undefined;
  readonly issues?: readonly ValidationIssue[];
}

/**
 * An error of words and a code alone: what every error has. To redact a cause or details is a walk
 * through whatever they are, more code than a signer needs for all else that it throws; so that is
 * left to `LuxCoreError`, and what the packages word themselves does without.
 */
export abstract class WordedError extends Error {
  /** A literal to branch on: one of `ERROR_CODES`, or one that LuxCore has added since. */
  declare readonly code: ErrorCode | (string & {});
  /** Whether to try again, and how. */
  declare readonly retry: Retry;
  /** Whether the request may have been carried out. */
  declare readonly outcome: Outcome;
  /** HTTP status, where an answer came. */
  declare readonly status?: number;
  /** LuxCore's id of the request, where the answer carried one. */
  declare readonly requestId?: string;
  /** The `merchant_reference` of the payment that the request was about. */
  declare readonly merchantReference?: string;
  /** How long to wait, in milliseconds, where LuxCore (429, 503) or the limiter says so. */
  declare readonly retryAfterMs?: number;
  /** What else is known, as redacted data. */
  declare readonly details?: Readonly<Record<string, unknown>>;

  /** The name of its class, a literal to branch on where `instanceof` does not reach. */
  // On the prototype, not a field: it is there when the engine writes the first line of the stack,
  // and a minifier that renames the class does not change it.
  abstract override get name(): string;

  /**
   * Takes words that are redacted already, and so is a cause.
   *
   * @internal
   */
  constructor(message: string, words: Words, cause?: ErrorOptions | false) {
    // What is no object holds no cause.
    super(message, cause as ErrorOptions | undefined);
    Object.assign(this, { retry: 'never', outcome: 'not_sent' }, words);
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** The error as plain, redacted data, with its causes and without stacks. */
  toJSON(): Record<string, unknown> {
    const { name, message } = this;
    const shown: Record<string, unknown> = { name, message };
    // A cause that was put here afterwards has not been redacted.
    return Object.assign(shown, this, { cause: undefined });
  }
}
