import { LuxCoreError, type LuxCoreErrorOptions } from './luxcore-error.ts';
import { redact } from './redact.ts';

/** One thing that is wrong with what was given: where, what was expected and what came. */
export interface ValidationIssue {
  /** The field, as a path: `amount`, `customer.email`; empty for the whole. */
  readonly path: string;
  /** What would be right, in words. */
  readonly expected?: string;
  /** What came instead, described: no secret is shown. */
  readonly received?: string;
  /** LuxCore's own words, where it gave no parts. */
  readonly message?: string;
}

/** The request may have been carried out, unless the one who makes the error knows better. */
class UnknownOutcome extends LuxCoreError {
  constructor(message: string, options: LuxCoreErrorOptions) {
    super(message, { ...options, outcome: options.outcome ?? 'unknown' });
  }
}

/** The same, and it may go away by itself. */
class PassingFault extends UnknownOutcome {
  constructor(message: string, options: LuxCoreErrorOptions) {
    super(message, { ...options, retry: options.retry ?? 'later' });
  }
}

/** The credentials were not accepted (401). */
export class AuthenticationError extends LuxCoreError {
  override get name(): 'AuthenticationError' {
    return 'AuthenticationError';
  }
}

/** The credentials are good but do not allow this (403), or were declared not to. */
export class PermissionError extends LuxCoreError {
  /** The scopes that are needed and missing, as far as they are known. */
  declare readonly missingScopes: readonly string[];

  constructor(
    message: string,
    options: LuxCoreErrorOptions & {
      /** None unless told. */
      readonly missingScopes?: readonly string[] | undefined;
    },
  ) {
    super(message, options);
    this.missingScopes = redact(options.missingScopes ?? []);
  }

  override get name(): 'PermissionError' {
    return 'PermissionError';
  }
}

/** Too many requests (429), or too many that wait for their turn. */
export class RateLimitError extends LuxCoreError {
  constructor(message: string, options: LuxCoreErrorOptions) {
    super(message, { ...options, retry: options.retry ?? 'later' });
  }

  override get name(): 'RateLimitError' {
    return 'RateLimitError';
  }
}

/** What was given is not right (400, 422, or found before anything was sent). */
export class ValidationError extends LuxCoreError {
  /** Each thing that is wrong: which field, what was expected, what came. */
  declare readonly issues: readonly ValidationIssue[];

  constructor(
    message: string,
    options: LuxCoreErrorOptions & {
      /** None unless told. */
      readonly issues?: readonly ValidationIssue[] | undefined;
    },
  ) {
    super(message, options);
    this.issues = redact(options.issues ?? []);
  }

  override get name(): 'ValidationError' {
    return 'ValidationError';
  }
}

/** What was asked for does not exist (404). */
export class NotFoundError extends LuxCoreError {
  override get name(): 'NotFoundError' {
    return 'NotFoundError';
  }
}

/** LuxCore refuses the payment for a reason of business: balance, limits, method, reference. */
export class PaymentError extends LuxCoreError {
  override get name(): 'PaymentError' {
    return 'PaymentError';
  }
}

/** LuxCore failed (5xx, or a code that it documents for one): the request may have been carried out. */
export class ServerError extends PassingFault {
  override get name(): 'ServerError' {
    return 'ServerError';
  }
}

/** No answer came, or not a whole one: unless `outcome` says otherwise, it may have been carried out. */
export class ConnectionError extends PassingFault {
  override get name(): 'ConnectionError' {
    return 'ConnectionError';
  }
}

/** No answer came in time: it may have been carried out. */
export class TimeoutError extends PassingFault {
  override get name(): 'TimeoutError' {
    return 'TimeoutError';
  }
}

/** The caller's signal ended the call; `outcome` says whether anything may have been sent. */
export class AbortedError extends UnknownOutcome {
  override get name(): 'AbortedError' {
    return 'AbortedError';
  }
}

/** The answer is a redirect, which a signed request never follows. */
export class RedirectError extends UnknownOutcome {
  override get name(): 'RedirectError' {
    return 'RedirectError';
  }
}

/** It is not known whether the payment was made: `merchantReference` says which one to look after. */
export class OutcomeUnknownError extends UnknownOutcome {
  /**
   * When the payment was sent first, in milliseconds since 1970: the option by which `payments.create`
   * sends it again as what it is, a replay.
   */
  declare readonly firstSentAt?: number;

  override get name(): 'OutcomeUnknownError' {
    return 'OutcomeUnknownError';
  }
}

/** A request cannot be signed as it was given. */
export class SigningError extends LuxCoreError {
  override get name(): 'SigningError' {
    return 'SigningError';
  }
}

/** A webhook delivery is not to be trusted, or cannot be read. */
export class WebhookVerificationError extends LuxCoreError {
  override get name(): 'WebhookVerificationError' {
    return 'WebhookVerificationError';
  }
}

/** Options, credentials or the environment are not right. */
export class ConfigurationError extends LuxCoreError {
  override get name(): 'ConfigurationError' {
    return 'ConfigurationError';
  }
}
