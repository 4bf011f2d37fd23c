import { assertOption } from '@luxcore/errors';
import { checkHeaders } from './headers.ts';

/** What may be said of one call; last argument of every method. */
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

/** The options of a call, checked. */
export interface CheckedCallOptions {
  readonly signal: AbortSignal | undefined;
  /** `undefined`: that of the client. */
  readonly timeoutMs: number | undefined;
  /** `undefined`: that of the client. */
  readonly maxRetries: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

const NO_OPTIONS: CheckedCallOptions = {
  signal: undefined,
  timeoutMs: undefined,
  maxRetries: undefined,
  headers: {},
};

/** A longer timer fires at once: engines hold it in 32 bits. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Checks the options of a call, and copies what may change before it starts. */
export function checkCallOptions(options: CallOptions | undefined): CheckedCallOptions {
  if (options === undefined) return NO_OPTIONS;
  const { signal, timeoutMs, maxRetries, headers = {} } = { ...options };
  assertOption(
    signal === undefined || isSignal(signal),
    'signal',
    'an AbortSignal, as an AbortController has',
    signal,
  );
  if (timeoutMs !== undefined) assertMs('timeoutMs', timeoutMs);
  if (maxRetries !== undefined) assertRetries(maxRetries);
  return { signal, timeoutMs, maxRetries, headers: checkHeaders(headers) };
}

/** Throws unless a time is one that a timer can keep. */
export function assertMs(option: string, ms: unknown): asserts ms is number {
  assertOption(
    typeof ms === 'number' && ms > 0 && ms <= LONGEST_TIMER_MS,
    option,
    `milliseconds above 0, at most ${String(LONGEST_TIMER_MS)}`,
    ms,
  );
}

/** Throws unless a number of retries is one. */
export function assertRetries(maxRetries: unknown): asserts maxRetries is number {
  assertOption(
    Number.isSafeInteger(maxRetries) && Number(maxRetries) >= 0,
    'maxRetries',
    'a whole number from 0',
    maxRetries,
  );
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
