/** The five headers of a v2 request, by what they carry. Documented by LuxCore. */
export const SIGNATURE_HEADERS = {
  merchantId: 'X-Merchant-Id',
  timestamp: 'X-Timestamp',
  nonce: 'X-Nonce',
  version: 'X-Signature-Version',
  signature: 'X-Signature',
} as const;

/** What one of the five headers carries. */
export type SignatureHeader = keyof typeof SIGNATURE_HEADERS;

/** The five headers as a plain record, ready for `fetch`. */
export type SignedHeaders = Readonly<Record<(typeof SIGNATURE_HEADERS)[SignatureHeader], string>>;

/** Headers as they are at hand: `Headers`, or a record with names in any case. */
export type HeadersLike =
  Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Why a header cannot be read. */
export interface HeaderFault {
  /** It is not there, or there more than once. */
  readonly code: 'MISSING_HEADER' | 'DUPLICATE_HEADER';
  /** What came, in words. */
  readonly received: string;
}

/** The five headers as they were found. */
export type ReadHeaders = Record<SignatureHeader, string | HeaderFault>;

const MISSING: HeaderFault = { code: 'MISSING_HEADER', received: 'none' };
const DUPLICATE: HeaderFault = { code: 'DUPLICATE_HEADER', received: 'several values' };

const PARTS = /* @__PURE__ */ Object.keys(SIGNATURE_HEADERS) as SignatureHeader[];

/** What each name carries, in lower case. */
const CARRIES: ReadonlyMap<string, SignatureHeader> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ PARTS.map((part) => [SIGNATURE_HEADERS[part].toLowerCase(), part]),
);

/** How all five names begin, in lower case. */
const FIRST_LETTER = 120;
const LOWER_CASE = 32;

/**
 * Finds the five headers, each of which may be sent only once: a list of values and a name in two
 * spellings are duplicates. What was joined by commas is left as it is: no part takes a comma.
 */
export function findHeaders(headers: unknown): ReadHeaders {
  const read: ReadHeaders = {
    merchantId: MISSING,
    timestamp: MISSING,
    nonce: MISSING,
    version: MISSING,
    signature: MISSING,
  };
  if (typeof headers !== 'object' || headers === null) return read;
  // By what it does, not by instanceof: undici and other realms have a Headers of their own.
  if (hasGet(headers)) {
    for (const part of PARTS) read[part] = valueOf(headers.get(SIGNATURE_HEADERS[part]));
    return read;
  }
  if (isNodeHeaders(headers)) {
    // By names that stand here: those that a variable holds are looked up for five times as long.
    return {
      merchantId: valueOf(headers['x-merchant-id']),
      timestamp: valueOf(headers['x-timestamp']),
      nonce: valueOf(headers['x-nonce']),
      version: valueOf(headers['x-signature-version']),
      signature: valueOf(headers['x-signature']),
    };
  }
  for (const [name, sent] of Object.entries(headers)) {
    const part = CARRIES.get(name.toLowerCase());
    if (part === undefined) continue;
    const value = valueOf(sent);
    if (value !== MISSING) read[part] = read[part] === MISSING ? value : DUPLICATE;
  }
  return read;
}

/** Whether a record has each of the five once, in lower case, as Node's servers name what arrives. */
function isNodeHeaders(headers: object): headers is Readonly<Record<string, unknown>> {
  let found = 0;
  // Not by Object.keys, which makes a list of what are mostly other headers.
  for (const name in headers) {
    if ((name.charCodeAt(0) | LOWER_CASE) !== FIRST_LETTER) continue;
    switch (name) {
      case 'x-merchant-id':
      case 'x-timestamp':
      case 'x-nonce':
      case 'x-signature-version':
      case 'x-signature':
        if (Object.hasOwn(headers, name)) found += 1;
        break;
      default:
        if (CARRIES.has(name.toLowerCase())) return false;
    }
  }
  return found === PARTS.length;
}

/** Finds the five headers, and tells of a comma, by which HTTP joins what was sent twice. */
export function readHeaders(headers: unknown): ReadHeaders {
  const read = findHeaders(headers);
  for (const part of PARTS) {
    const value = read[part];
    if (typeof value === 'string' && value.includes(',')) read[part] = DUPLICATE;
  }
  return read;
}

/**
 * Finds one header, which may be sent only once: a list of values and a name in two spellings are
 * duplicates. What was joined by commas is left as it is.
 *
 * @param headers - `Headers`, or a record with names in any case.
 * @param name - Its name in lower case.
 * @example
 * ```ts
 * import { readHeader } from '@luxcore/signing/primitives';
 *
 * readHeader({ 'X-Webhook-Timestamp': '1777420800' }, 'x-webhook-timestamp'); // '1777420800'
 * ```
 */
export function readHeader(headers: HeadersLike, name: string): string | HeaderFault {
  if (typeof (headers as unknown) !== 'object' || (headers as unknown) === null) return MISSING;
  if (hasGet(headers)) return valueOf(headers.get(name));
  let found: string | HeaderFault = MISSING;
  for (const spelling in headers) {
    if (spelling.length !== name.length || spelling.toLowerCase() !== name) continue;
    if (!Object.hasOwn(headers, spelling)) continue;
    const value = valueOf((headers as Record<string, unknown>)[spelling]);
    if (value !== MISSING) found = found === MISSING ? value : DUPLICATE;
  }
  return found;
}

function valueOf(value: unknown): string | HeaderFault {
  if (typeof value === 'string') return value;
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  return texts.length > 1 ? DUPLICATE : (texts[0] ?? MISSING);
}

function hasGet(headers: object): headers is { get: (name: string) => unknown } {
  return 'get' in headers && typeof headers.get === 'function';
}
