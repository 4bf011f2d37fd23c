import { prepareSecret } from './secret.ts';
import { SIGNATURE_PREFIX } from './signature-text.ts';

/**
 * Signs a canonical string: `hmac_sha256=` and the lower-case hex of its HMAC-SHA256 under the
 * secret. [Assumed] digest and encoding; the prefix is LuxCore's rule.
 *
 * @param secret - The merchant's v2 HMAC secret, as it was issued.
 * @param canonical - What `canonicalString` returns.
 * @throws {ConfigurationError} `INVALID_SECRET`: empty, white space around it, or of another kind.
 * @example
 * ```ts
 * import { canonicalString, sha256Hex, signCanonical } from '@luxcore/signing';
 *
 * const canonical = canonicalString({
 *   timestamp: 1777420800,
 *   nonce: 'nonce-0002',
 *   method: 'GET',
 *   path: '/api/v2/balance?currency=ARS',
 *   bodySha256: sha256Hex(undefined),
 * });
 * signCanonical('test_secret', canonical); // 'hmac_sha256=f20696c9ecbf24bc...'
 * ```
 */
export function signCanonical(secret: string, canonical: string): string {
  return SIGNATURE_PREFIX + prepareSecret(secret).hex(canonical);
}
