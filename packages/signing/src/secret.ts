import { configurationError } from '@luxcore/errors';
import { utf8 } from './body.ts';
import { currentEngine } from './engine/current-engine.ts';
import type { HmacKey } from './engine/engine.ts';

/** Whether a text begins as an API key does, older and malformed ones too. */
export function looksLikeApiKey(text: string): boolean {
  return /^\s*qp_(?:test|prod)_/.test(text);
}

/** What is wrong with a secret, in words that do not show it; `undefined` if nothing is. */
export function secretFault(secret: unknown): string | undefined {
  if (typeof secret !== 'string') return typeof secret;
  if (secret === '') return 'an empty text';
  if (/^\s*whsec_/.test(secret)) return 'a webhook secret';
  if (looksLikeApiKey(secret)) return 'an API key';
  return secret === secret.trim() ? undefined : 'one with white space around it';
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
  if (fault === undefined) return currentEngine().hmacKey(utf8(secret));
  throw configurationError(
    'INVALID_SECRET',
    `secret: expected the merchant's HMAC secret, received ${fault}`,
  );
}
