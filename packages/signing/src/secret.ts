import { ConfigurationError } from '@luxcore/errors';
import { utf8 } from './body.ts';
import type { HmacKey } from './engine/engine.ts';
import { nobleEngine } from './engine/noble.ts';

/** How secrets of other kinds begin, and what they are. */
const OTHER_KINDS = {
  whsec_: 'a webhook secret; payments are signed with the HMAC secret of the merchant',
  qp_test_: 'an API key; v2 requests are signed with the HMAC secret of the merchant',
  qp_prod_: 'an API key; v2 requests are signed with the HMAC secret of the merchant',
} as const;

/** What is wrong with a secret, in words that do not show it; `undefined` if nothing is. */
export function secretFault(secret: unknown): string | undefined {
  if (typeof secret !== 'string') return `expected a string, received ${typeof secret}`;
  if (secret === '') return 'expected the HMAC secret of the merchant, received an empty string';
  const kind = Object.entries(OTHER_KINDS).find(([prefix]) => secret.trim().startsWith(prefix));
  if (kind !== undefined) return `expected the HMAC secret of the merchant, received ${kind[1]}`;
  if (secret !== secret.trim()) {
    return 'expected no white space around it, received some, as a line read from a file has';
  }
  return undefined;
}

/**
 * Prepares a v2 HMAC secret for signing.
 *
 * LuxCore's rule: the payment HMAC secret is another than webhook secrets. [Assumed] the key is the
 * secret as UTF-8, not decoded.
 *
 * @throws {ConfigurationError} `INVALID_SECRET`
 */
export function prepareSecret(secret: string): HmacKey {
  const fault = secretFault(secret);
  if (fault !== undefined) {
    throw new ConfigurationError(`secret: ${fault}`, { code: 'INVALID_SECRET' });
  }
  return nobleEngine.hmacKey(utf8(secret));
}
