import { assertPart } from './syntax.ts';
import { assertTimestamp } from './timestamp.ts';

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

/** The canonicalization versions that exist: the value of `X-Signature-Version`, and its builder. */
export const CANONICALIZATIONS: { readonly v1: Canonicalization } = { v1 };

/** A version of `CANONICALIZATIONS`. */
export type SignatureVersion = keyof typeof CANONICALIZATIONS;

/** The version that is signed with. */
export const SIGNATURE_VERSION: SignatureVersion = 'v1';

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
  return CANONICALIZATIONS[SIGNATURE_VERSION]({
    timestamp: assertTimestamp(parts.timestamp),
    nonce: assertPart('nonce', parts.nonce),
    method: assertPart('method', parts.method),
    path: assertPart('path', parts.path),
    bodySha256: assertPart('bodySha256', parts.bodySha256),
  });
}

function v1({ timestamp, nonce, method, path, bodySha256 }: CanonicalParts): string {
  return `v1.${String(timestamp)}.${nonce}.${method}.${path}.${bodySha256}`;
}
