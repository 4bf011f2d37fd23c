import { assertOption, ConfigurationError } from '@luxcore/errors';
import { SIGNATURE_HEADERS } from '@luxcore/signing';
import { API_KEY_HEADER } from './auth/api-key.ts';
import { BEARER_HEADER } from './auth/bearer.ts';

/** What may be said of one call; last argument of every method. */
export interface CallOptions {
  /** Ends the call: it rejects with `ABORTED` at once, whatever it is waiting for. */
  readonly signal?: AbortSignal | undefined;
  /** How long the request may take, its body included, in milliseconds above 0. */
  readonly timeoutMs?: number | undefined;
  /** Further headers; those that carry credentials or describe the body are refused. */
  readonly headers?: Headers | Readonly<Record<string, string | undefined>> | undefined;
}

/** The options of a call, checked. */
export interface CheckedCallOptions {
  readonly signal: AbortSignal | undefined;
  /** `undefined`: that of the client. */
  readonly timeoutMs: number | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** A longer timer fires at once: engines hold it in 32 bits. */
const LONGEST_TIMER_MS = 2_147_483_647;

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** RFC 9110, section 5.5: no control characters but the tab, and so no line break. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Set by this client, or they would make another request of the one that is signed. */
const RESERVED: ReadonlySet<string> = /* @__PURE__ */ new Set(
  [
    ...Object.values(SIGNATURE_HEADERS),
    API_KEY_HEADER,
    BEARER_HEADER,
    'Accept',
    'Connection',
    'Content-Encoding',
    'Content-Length',
    'Content-Type',
    'Cookie',
    'Expect',
    'Host',
    'Proxy-Authorization',
    'TE',
    'Trailer',
    'Transfer-Encoding',
    'Upgrade',
    'X-HTTP-Method-Override',
  ].map((name) => name.toLowerCase()),
);

/** Checks the options of a call, and copies what may change before it starts. */
export function checkCallOptions(options: CallOptions | undefined): CheckedCallOptions {
  const { signal, timeoutMs, headers = {} } = { ...options };
  assertOption(
    signal === undefined || isSignal(signal),
    'signal',
    'an AbortSignal, as an AbortController has',
    signal,
  );
  if (timeoutMs !== undefined) assertTimeout(timeoutMs);
  return { signal, timeoutMs, headers: checkHeaders(headers) };
}

/** Throws unless a timeout is one that a timer can keep. */
export function assertTimeout(timeoutMs: unknown): asserts timeoutMs is number {
  assertOption(
    typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs <= LONGEST_TIMER_MS,
    'timeoutMs',
    `milliseconds above 0, at most ${String(LONGEST_TIMER_MS)}`,
    timeoutMs,
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

function checkHeaders(headers: unknown): Readonly<Record<string, string>> {
  const entries = headerEntries(headers);
  assertOption(
    entries !== undefined,
    'headers',
    'a record of names and texts, or Headers',
    headers,
  );
  const checked: Record<string, string> = {};
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    const isName = typeof name === 'string' && TOKEN.test(name);
    assertOption(isName, 'headers', 'names of letters, digits and "-"', name);
    const free = !RESERVED.has(name.toLowerCase());
    assertOption(free, 'headers', 'none that the client sets itself', name);
    // The value is not shown: it may be a secret of the caller's.
    if (typeof value !== 'string' || !HEADER_VALUE.test(value)) {
      throw new ConfigurationError(
        `headers: expected one line of Latin-1 text for ${name}, received something else`,
        { code: 'INVALID_OPTION' },
      );
    }
    checked[name] = value;
  }
  return checked;
}

/** Headers of another realm and a Map are iterated; what has its fields elsewhere is none. */
function headerEntries(headers: unknown): readonly (readonly unknown[])[] | undefined {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return undefined;
  if (Symbol.iterator in headers) {
    const entries = [...(headers as Iterable<unknown>)];
    return entries.every((entry) => Array.isArray(entry)) ? entries : undefined;
  }
  return isPlainObject(headers) ? Object.entries(headers) : undefined;
}

function isPlainObject(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
