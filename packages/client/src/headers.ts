import { assertOption, configurationError } from '@luxcore/errors';

const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
/** RFC 9110, section 5.5: no control characters but the tab, and so no line break. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Set by this client, or they would make another request of the one that is signed. */
const RESERVED: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'x-merchant-id',
  'x-timestamp',
  'x-nonce',
  'x-signature-version',
  'x-signature',
  'x-api-key',
  'authorization',
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'host',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);

/** Whether the client sets a header itself: nobody else may. */
export function isReservedHeader(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}

/** Checks further headers of a request, and copies them. */
export function checkHeaders(headers: unknown): Readonly<Record<string, string>> {
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
    assertOption(!isReservedHeader(name), 'headers', 'none that the client sets itself', name);
    // The value is not shown: it may be a secret of the caller's.
    if (typeof value !== 'string' || !HEADER_VALUE.test(value)) {
      throw configurationError(
        'INVALID_OPTION',
        `headers: expected one line of Latin-1 text for ${name}, received something else`,
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
