import { checkHeaders } from './headers.ts';
import { checkOptions, MS, RETRIES } from './option-rules.ts';

/** What may be said of one call; last argument of every method. What is not is as the client has it. */
export interface CallOptions {
  /** Ends the call: it rejects with `ABORTED` at once, whatever it is waiting for. */
  readonly signal?: AbortSignal | undefined;
  /** How long an attempt may take, its body included, in milliseconds above 0. */
  readonly timeoutMs?: number | undefined;
  /** How often the request may be sent again; 0: it is sent once. */
  readonly maxRetries?: number | undefined;
  /** Further headers; those that carry credentials or describe the body are refused. */
  readonly headers?: Headers | Readonly<Record<string, string | undefined>> | undefined;
}

/** What may be said of the creation of a payment besides. */
export interface CreatePaymentOptions extends CallOptions {
  /**
   * When this very body was sent first by an earlier call, in milliseconds since 1970: the
   * `firstSentAt` of an {@link OutcomeUnknownError}, or what a process that has ended wrote down before
   * it sent. Then this is a replay: nothing is sent once `replayWindowMs` has passed since, a payment
   * that exists is `recovered`, and a refusal is an {@link OutcomeUnknownError}, but for
   * `MERCHANT_REFERENCE_CONFLICT`: the payment that there is differs from this body, not from what may
   * have been sent. What is refused before anything is sent (options, credentials, body) is `not_sent`
   * and tells of this call alone. Between calls the wall clock alone counts: one that was set back
   * meanwhile, by less than has passed, is not seen. The body needs its `merchant_reference`.
   */
  readonly firstSentAt?: number | undefined;
}

/** The options of a call, checked. */
export interface CheckedCallOptions {
  readonly signal: AbortSignal | undefined;
  /** `undefined`: that of the client. */
  readonly timeoutMs: number | undefined;
  /** `undefined`: that of the client. */
  readonly maxRetries: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined`: nothing was sent before this call. */
  readonly firstSentAt: number | undefined;
}

const NO_OPTIONS: CheckedCallOptions = {
  signal: undefined,
  timeoutMs: undefined,
  maxRetries: undefined,
  headers: {},
  firstSentAt: undefined,
};

const RULES = {
  signal: ['an AbortSignal, as an AbortController has', isSignal],
  timeoutMs: MS,
  maxRetries: RETRIES,
  firstSentAt: ['a time in milliseconds since 1970, as Date.now() gives it', Number.isFinite],
} as const;

/** Checks the options of a call, and copies what may change before it starts. */
export function checkCallOptions(options: CreatePaymentOptions | undefined): CheckedCallOptions {
  if (options === undefined) return NO_OPTIONS;
  const given = { ...options };
  checkOptions(given, RULES);
  const { signal, timeoutMs, maxRetries, headers = {}, firstSentAt } = given;
  return { signal, timeoutMs, maxRetries, headers: checkHeaders(headers), firstSentAt };
}

/** By its methods, not by `instanceof`: a signal of another realm or a polyfill is a signal. */
function isSignal(value: unknown): boolean {
  const signal = value as Partial<AbortSignal> | null;
  return (
    typeof signal?.aborted === 'boolean' &&
    typeof signal.addEventListener === 'function' &&
    typeof signal.removeEventListener === 'function'
  );
}
