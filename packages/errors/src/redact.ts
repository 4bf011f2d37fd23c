const REDACTED = '[redacted]';

/**
 * Secrets told by their shape, wherever they stand in a text: API keys (the older `qp_test_...`
 * form too), webhook secrets, bearer and basic credentials, JWTs. What is kept is the group.
 */
const SECRET_TEXT =
  /\b(qp_(?:prod|test)_(?:sk_(?=\S)|(?!sk_\b))|whsec_)[^\s"'`,;<>\\)\]}]+|\b(Bearer |Basic )[\w.~+/=-]{8,}|(?<![\w-])(eyJ)[\w-]+\.[\w-]+\.[\w-]*/gi;

/** How names of fields and headers with a secret end, compared without case, `-` and `_`. */
const SECRET_NAME = /(?:authorization|cookie|apikeys?|^x\w*signature|password|tokens?|secrets?)$/;

/**
 * Returns `value` with everything that looks like a secret replaced by `[redacted]`: API keys,
 * webhook secrets and tokens inside any text, and the values of fields and headers whose name says
 * so (`secret`, `authorization`, `x-api-key`, `hmacSecret`, ...).
 *
 * A text comes back as a text and an error as an error (itself, if it shows no secret). Any other
 * object comes back as plain JSON data, a copy: maps and `Headers` as records, errors in it as name,
 * message and code, bytes as their number, what is met again as `[circular]`. The input is never
 * changed. An HMAC secret has no shape of its own: in free text only its field name tells it.
 *
 * @example
 * ```ts
 * import { redact } from '@luxcore/errors';
 *
 * redact({ headers: { 'X-API-Key': 'qp_test_sk_123' }, note: 'sent qp_test_sk_123' });
 * // { headers: { 'X-API-Key': '[redacted]' }, note: 'sent qp_test_sk_[redacted]' }
 * ```
 */
export function redact<T>(value: T): T {
  return redactAny(value) as T;
}

function redactAny(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, `$1$2$3${REDACTED}`);
  if (typeof value !== 'object' || value === null) return value;
  try {
    return value instanceof Error ? redactError(value) : JSON.parse(safeJson(value));
  } catch {
    // A hostile getter or a revoked proxy must not replace the error that is being reported.
    return '[unreadable]';
  }
}

/** JSON without secrets. They are replaced in the whole of it, and so in the names of fields too. */
function safeJson(value: unknown): string {
  return redact(toJson(value, (name) => SECRET_NAME.test(name.replace(/[-_]/g, '').toLowerCase())));
}

function toJson(value: unknown, isHidden: (name: string) => boolean): string {
  const seen = new Set<unknown>();
  return JSON.stringify(value, function (this: Record<string, unknown>, name, item: unknown) {
    if (item === null || item === undefined) return item;
    if (isHidden(name)) return REDACTED;
    if (typeof item === 'bigint') return String(item);
    if (typeof item !== 'object') return item;
    if (seen.has(item)) return '[circular]';
    seen.add(item);
    // Before a toJSON: that of a Buffer spells out its bytes.
    const original = this[name];
    if (ArrayBuffer.isView(original) || original instanceof ArrayBuffer) {
      return `[${String(original.byteLength)} bytes]`;
    }
    if (item instanceof Error)
      return Object.assign({}, item, { name: item.name, message: item.message });
    return Array.isArray(item) ? item : Object.fromEntries(entriesOf(item));
  });
}

/** Maps, sets and `Headers` by what they hold; everything else by its own enumerable fields. */
export function entriesOf(value: object): [name: string, value: unknown][] {
  const { entries } = value as { entries?: unknown };
  return typeof entries === 'function'
    ? [...(value as Map<string, unknown>).entries()]
    : Object.entries(value);
}

function redactError(error: Error): Error {
  const { message, stack, cause } = error;
  // What an inspection shows too: the errors of an AggregateError, and fields named by symbols.
  const { errors } = error as { errors?: unknown };
  const symbols = Object.getOwnPropertySymbols(error).map((symbol) => [
    String(symbol),
    Reflect.get(error, symbol) as unknown,
  ]);
  const fields = Object.assign(Object.fromEntries(symbols) as object, error, {
    message,
    stack,
    cause,
    errors,
  });
  const json = safeJson(fields);
  if (json === toJson(fields, () => false)) return error;
  const copy = new Error();
  Object.defineProperty(copy, 'name', { value: error.name });
  for (const [name, value] of Object.entries(JSON.parse(json) as object)) {
    Object.defineProperty(copy, name, { value, enumerable: Object.keys(error).includes(name) });
  }
  return copy;
}
