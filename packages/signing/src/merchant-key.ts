import type { SignedHeaders } from './headers.ts';
import { prepareSecret } from './secret.ts';
import { SIGNATURE_PREFIX } from './signature-text.ts';
import { assertPart, MERCHANT_ID } from './syntax.ts';

/** What a signature says besides what it covers. */
export interface SignatureFacts {
  readonly timestamp: number;
  readonly nonce: string;
  /** The canonicalization, by its name. */
  readonly version: string;
}

/** The secret of a merchant, prepared. */
export interface MerchantKey {
  readonly merchantId: string;
  /** Signs a canonical string, and makes the five headers. */
  readonly headersOf: (canonical: string, facts: SignatureFacts) => SignedHeaders;
}

/**
 * Checks and prepares the credentials of a merchant; the secret is kept in a closure.
 *
 * @throws {SigningError} `INVALID_MERCHANT`
 * @throws {ConfigurationError} `INVALID_SECRET`
 */
export function merchantKey(id: number | string, secret: string): MerchantKey {
  const merchantId = assertPart(MERCHANT_ID, typeof id === 'number' ? String(id) : id);
  const key = prepareSecret(secret);
  return {
    merchantId,
    headersOf: (canonical, { timestamp, nonce, version }) => ({
      'X-Merchant-Id': merchantId,
      'X-Timestamp': String(timestamp),
      'X-Nonce': nonce,
      'X-Signature-Version': version,
      'X-Signature': SIGNATURE_PREFIX + key.hex(canonical),
    }),
  };
}
