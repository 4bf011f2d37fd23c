import { assertPart, assertTimestamp, BODY_SHA256, METHOD, NONCE, PATH } from './syntax.ts';

/** What a signature covers. */
export interface CanonicalParts {
  /** Unix time in seconds. */
  readonly timestamp: number;
  /** 8 to 128 visible ASCII characters without dot or comma. */
  readonly nonce: string;
  /** HTTP method in upper case. */
  readonly method: string;
  /** Path and query exactly as sent, `/api/v2/...`. */
  readonly path: string;
  /** SHA-256 of the body's bytes, 64 lower-case hex digits. */
  readonly bodySha256: string;
}

/** Builds the text that is signed, of parts that have been checked: see `canonicalString`. */
export type Canonicalization = (parts: CanonicalParts) => string;

/** Canonicalizations by their version, the value of `X-Signature-Version`. */
export type Canonicalizations = Readonly<Record<string, Canonicalization>>;

/** The canonicalizations that LuxCore documents: one, `v1`. */
export const CANONICALIZATIONS: {
  /** See `canonicalString`; the parts are taken as checked. */
  readonly v1: Canonicalization;
} = { v1 };

/** The version that is signed with unless told. */
export const SIGNATURE_VERSION = 'v1';

/**
 * Builds the canonical string `v1.{timestamp}.{nonce}.{method}.{path}.{bodySha256}`, the text that
 * is signed, and checks each part, so that no two different requests share one.
 *
 * LuxCore's rule: it begins `v1.{timestamp` and covers these five. [Assumed] the order of the rest
 * and the dots between.
 *
 * @throws {SigningError} `INVALID_TIMESTAMP`, `INVALID_NONCE`, `INVALID_HTTP_METHOD`,
 *   `INVALID_PATH`, `INVALID_BODY_HASH`
 * @example
 * ```ts
 * import { canonicalString, sha256Hex } from '@luxcore/signing';
 *
 * canonicalString({
 *   timestamp: 1777420800,
 *   nonce: 'nonce-0002',
 *   method: 'GET',
 *   path: '/api/v2/balance?currency=ARS',
 *   bodySha256: sha256Hex(undefined),
 * });
 * // 'v1.1777420800.nonce-0002.GET./api/v2/balance?currency=ARS.e3b0c44298fc1c14...'
 * ```
 */
export function canonicalString(parts: CanonicalParts): string {
  return v1({
    timestamp: assertTimestamp(parts.timestamp),
    nonce: assertPart(NONCE, parts.nonce),
    method: assertPart(METHOD, parts.method),
    path: assertPart(PATH, parts.path),
    bodySha256: assertPart(BODY_SHA256, parts.bodySha256),
  });
}

function v1({ timestamp, nonce, method, path, bodySha256 }: CanonicalParts): string {
  return `v1.${String(timestamp)}.${nonce}.${method}.${path}.${bodySha256}`;
}

/** The builder of a version, or `undefined` where a table has none of its own. */
export function builderOf(table: Canonicalizations, version: string): Canonicalization | undefined {
  return Object.hasOwn(table, version) ? table[version] : undefined;
}
