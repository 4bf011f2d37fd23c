import { REDACTED, redactText } from './redact-text.ts';

/** Deeper than any data of LuxCore, and shallow enough for whatever walks the copy afterwards. */
const MAX_DEPTH = 64;

type Fields = Readonly<Record<PropertyKey, unknown>>;

/** How names of fields and headers with a secret end, in letters and digits alone. */
const SECRET_NAME =
  /(authorization|cookie|^x\w*signature|password|((api|secret)key|token|secret)s?)$/i;

/**
 * Returns `value` with everything that looks like a secret replaced by `[redacted]`: API keys,
 * webhook secrets and tokens inside any text, and the values of fields and headers whose name says
 * so (`secret`, `authorization`, `x-api-key`, `hmacSecret`, ...).
 *
 * A text comes back as a text. An error comes back as an error: itself, if it holds plain data
 * alone and no secret, also in what an inspection shows beside its fields (stack, causes, hidden
 * fields); otherwise a copy. Any other object comes back as plain data, a copy: maps and `Headers`
 * as records, errors in it with their causes and without their stacks, bytes as their number, a
 * function or symbol as its type, what is met again as `[circular]`, what throws or lies too deep
 * as `[unreadable]`. The input is never changed. An HMAC secret has no shape of its own: in free
 * text nothing tells it.
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
  const seen = new Set<unknown>();
  let isClean = true;

  const put = <Safe>(given: unknown, safe: Safe): Safe => {
    isClean &&= safe === given;
    return safe;
  };

  function walk(item: unknown, name: string, depth: number): unknown {
    if (item === null || item === undefined) return item;
    if (SECRET_NAME.test(name.replace(/[\W_]/g, ''))) return put(item, REDACTED);
    if (typeof item === 'string') return put(item, redactText(item));
    if (typeof item === 'bigint') return String(item);
    if (typeof item === 'function' || typeof item === 'symbol')
      return put(item, `[${typeof item}]`);
    if (typeof item !== 'object') return item;
    if (seen.has(item)) return '[circular]';
    seen.add(item);
    try {
      if (depth < MAX_DEPTH) return copy(item as Fields, name, depth + 1);
    } catch {
      // A hostile getter or a revoked proxy must not replace the error that is being reported.
    }
    return put(item, '[unreadable]');
  }

  function copy(item: Fields, name: string, depth: number): unknown {
    // Before a toJSON: that of a Buffer spells out its bytes.
    if (isBytes(item)) return put(item, `[${String(item.byteLength)} bytes]`);
    const isError = item instanceof Error;
    const { toJSON, entries } = item;
    if (!isError && typeof toJSON === 'function')
      return put(item, walk(toJSON.call(item), name, depth));

    const own = Reflect.ownKeys(item);
    // Fields beside those that are copied, and foreign objects, may show anything.
    if (Array.isArray(item)) {
      put(own.length, item.length + 1);
      return item.map((element) => walk(element, '', depth));
    }
    if (!isError) {
      put(own.length, Object.keys(item).length);
      put(Reflect.getPrototypeOf(item), Object.prototype);
    }
    // Of an error all that an inspection can show: what is inherited, hidden fields, symbols.
    const given = isError
      ? new Map(['name', 'message', 'stack', 'cause', ...own].map((key) => [key, item[key]]))
      : typeof entries === 'function'
        ? (entries.call(item) as Iterable<[unknown, unknown]>)
        : Object.entries(item);
    const isWhole = isError && item === value;
    const made = isWhole ? new Error() : {};
    for (const [key, content] of given) {
      const text = String(key);
      const safe = walk(content, text, depth);
      if (safe !== undefined && (isWhole || !isError || key !== 'stack'))
        Object.defineProperty(made, put(text, redactText(text)), {
          value: safe,
          enumerable: !isWhole || Object.keys(item).includes(text),
          configurable: true,
          writable: true,
        });
    }
    return isWhole && isClean ? item : made;
  }

  return walk(value, '', 0) as T;
}

export function isBytes(value: unknown): value is ArrayBufferView | ArrayBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}
