/** The five headers of a v2 request, by what they carry. Documented by LuxCore. */
export const SIGNATURE_HEADERS = {
  merchantId: 'X-Merchant-Id',
  timestamp: 'X-Timestamp',
  nonce: 'X-Nonce',
  version: 'X-Signature-Version',
  signature: 'X-Signature',
} as const;

export type SignatureHeader = keyof typeof SIGNATURE_HEADERS;

/** The five headers as a plain record, ready for `fetch`. */
export type SignedHeaders = Readonly<Record<(typeof SIGNATURE_HEADERS)[SignatureHeader], string>>;

/** Headers as they are at hand: `Headers`, or a record with names in any case. */
export type HeadersLike =
  Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** Why a header cannot be read. */
export interface HeaderFault {
  readonly code: 'MISSING_HEADER' | 'DUPLICATE_HEADER';
  /** What came, in words. */
  readonly received: string;
}

/**
 * Reads one header that may be sent only once. A list of values, a name in two spellings or a comma
 * (which joins what was sent twice, and which none of the five may hold) is a duplicate.
 */
export function readHeader(headers: unknown, name: string): string | HeaderFault {
  const [value, ...more] = valuesOf(headers, name.toLowerCase());
  if (value === undefined) return { code: 'MISSING_HEADER', received: 'none' };
  if (more.length > 0 || value.includes(',')) {
    return { code: 'DUPLICATE_HEADER', received: 'several values' };
  }
  return value;
}

function valuesOf(headers: unknown, name: string): string[] {
  if (typeof headers !== 'object' || headers === null) return [];
  // By what it does, not by instanceof: undici and other realms have a Headers of their own.
  if (hasGet(headers)) {
    const value = headers.get(name);
    return typeof value === 'string' ? [value] : [];
  }
  return Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]) => value as unknown)
    .filter((value) => typeof value === 'string');
}

function hasGet(headers: object): headers is { get: (name: string) => unknown } {
  return 'get' in headers && typeof headers.get === 'function';
}
