/** What stands where a secret was. */
const REDACTED = '[redacted]';

const MAX_DEPTH = 8;
const MAX_VALUES = 2_000;

/**
 * Secrets told by their shape, wherever they stand in a text: API keys (the older `qp_test_...`
 * form too), webhook secrets, bearer and basic credentials, JWTs. What is kept is the group.
 */
const SECRET_TEXT =
  /\b(qp_(?:prod|test)_(?:sk_(?=\S)|(?!sk_\b))|whsec_)[^\s"'`,;<>\\)\]}]+|\b(Bearer |Basic )[\w.~+/=-]{8,}|\b(eyJ)[\w-]+\.[\w-]+\.[\w-]*/gi;

/** How names of fields and headers with a secret end, compared without case, `-` and `_`. */
const SECRET_NAME = /(?:authorization|cookie|apikeys?|^x\w*signature|password|tokens?|secrets?)$/;

/**
 * Returns `value` with everything that looks like a secret replaced by `[redacted]`: API keys,
 * webhook secrets and tokens inside any text, and the values of fields and headers whose name says
 * so (`secret`, `authorization`, `x-api-key`, `hmacSecret`, ...).
 *
 * The input is never changed; plain data without a secret is returned as it is, the same object.
 * Bytes are described, not shown; a cycle ends in `[circular]`; what is deeper than 8 levels is
 * `[too deep]`. An HMAC secret has no shape of its own: in free text only its field name tells it.
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
  return visit(value, { seen: new Map(), left: MAX_VALUES }, 0) as T;
}

interface Walk {
  readonly seen: Map<object, unknown>;
  left: number;
}

function visit(value: unknown, walk: Walk, depth: number): unknown {
  if (typeof value === 'string') return value.replace(SECRET_TEXT, `$1$2$3${REDACTED}`);
  if (typeof value !== 'object' || value === null) return value;
  if (walk.seen.has(value)) return walk.seen.get(value);
  if (depth > MAX_DEPTH || walk.left-- <= 0) return '[too deep]';
  walk.seen.set(value, '[circular]');
  let result: unknown;
  try {
    result = visitObject(value, walk, depth + 1);
  } catch {
    // A hostile getter or a revoked proxy must not replace the error that is being reported.
    result = '[unreadable]';
  }
  walk.seen.set(value, result);
  return result;
}

function visitObject(value: object, walk: Walk, depth: number): unknown {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return `[${String(value.byteLength)} bytes]`;
  }
  if (value instanceof Date) return value;
  if (value instanceof Error) return visitError(value, walk, depth);
  if (value instanceof Set) return [...value].map((item) => visit(item, walk, depth));
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => visit(item, walk, depth));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  const entries = entriesOf(value);
  const safe = visitEntries(entries, walk, depth);
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === Object.prototype || prototype === null;
  return plain && !changed(entries, safe) ? value : Object.fromEntries(safe);
}

type Entry = readonly [name: string, value: unknown];

/** Maps and `Headers` by what they hold; everything else by its own enumerable fields. */
export function entriesOf(value: object): Entry[] {
  if (value instanceof Map || (typeof Headers === 'function' && value instanceof Headers)) {
    return [...(value as Map<unknown, unknown>)].map(([name, item]) => [String(name), item]);
  }
  return Object.entries(value);
}

function visitEntries(entries: readonly Entry[], walk: Walk, depth: number): Entry[] {
  return entries.map(([name, item]) => [
    name,
    isSecret(name, item) ? REDACTED : visit(item, walk, depth),
  ]);
}

function isSecret(name: string, value: unknown): boolean {
  return (
    value !== undefined &&
    value !== null &&
    SECRET_NAME.test(name.replace(/[-_]/g, '').toLowerCase())
  );
}

function changed(before: readonly Entry[], after: readonly Entry[]): boolean {
  return after.some(([, item], index) => item !== before[index]?.[1]);
}

function visitError(error: Error, walk: Walk, depth: number): Error {
  const names = new Set(['message', 'stack', 'cause', ...Object.keys(error)]);
  const entries = [...names]
    .filter((name) => Object.hasOwn(error, name))
    .map((name): Entry => [name, (error as unknown as Record<string, unknown>)[name]]);
  const safe = visitEntries(entries, walk, depth);
  if (!changed(entries, safe)) return error;
  const copy = new Error();
  for (const [name, value] of [['name', error.name] as Entry, ...safe]) {
    const enumerable = Object.keys(error).includes(name);
    Object.defineProperty(copy, name, { value, enumerable });
  }
  return copy;
}
