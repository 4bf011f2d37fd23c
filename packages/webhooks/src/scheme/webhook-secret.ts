import { configurationError, type ConfigurationError } from '@luxcore/errors';
import {
  bytesOfBase64,
  cached,
  createHmacKey,
  looksLikeApiKey,
  utf8,
  type HmacKey,
} from '@luxcore/signing/primitives';
import type { WebhookScheme } from './scheme.ts';

/** The secret of an endpoint, or several while they are rotated. */
export type WebhookSecrets = string | readonly string[];

const prepared = /* @__PURE__ */ new WeakMap<WebhookScheme, (secret: string) => HmacKey>();

/**
 * Prepares the secrets of an endpoint, each of which is looked at first: the likeliest mistakes are
 * told by their form, before anything is hashed.
 *
 * @throws {ConfigurationError} `INVALID_WEBHOOK_SECRET`
 */
export function webhookKeys(secrets: WebhookSecrets, scheme: WebhookScheme): readonly HmacKey[] {
  let prepare = prepared.get(scheme);
  if (prepare === undefined) {
    prepare = cached((secret) => createHmacKey(keyBytes(secret, scheme)));
    prepared.set(scheme, prepare);
  }
  const list = Array.isArray(secrets) ? (secrets as readonly string[]) : [secrets as string];
  if (list.length === 0) throw invalidSecret(scheme, 'an empty list');
  return list.map(prepare);
}

function keyBytes(secret: string, scheme: WebhookScheme): Uint8Array {
  const fault = webhookSecretFault(secret, scheme);
  if (fault !== undefined) throw invalidSecret(scheme, fault);
  return decodedKey(secret, scheme) ?? utf8(secret);
}

/** The key that a secret holds in base64, where it does. */
function decodedKey(secret: string, { key, secretPrefix }: WebhookScheme): Uint8Array | undefined {
  return key === 'base64' ? bytesOfBase64(secret.slice(secretPrefix.length)) : undefined;
}

/** What is wrong with a webhook secret, in words that do not show it; `undefined` if nothing is. */
export function webhookSecretFault(secret: unknown, scheme: WebhookScheme): string | undefined {
  if (typeof secret !== 'string') return typeof secret;
  if (secret === '') return 'an empty text';
  if (looksLikeApiKey(secret)) return 'an API key';
  if (secret !== secret.trim()) return 'one with white space around it';
  if (!secret.startsWith(scheme.secretPrefix)) return 'a text that begins otherwise';
  if (secret === scheme.secretPrefix) return 'that prefix alone';
  const isDecodable = scheme.key === 'utf8' || decodedKey(secret, scheme) !== undefined;
  return isDecodable ? undefined : 'one whose rest is no base64';
}

function invalidSecret({ secretPrefix }: WebhookScheme, received: string): ConfigurationError {
  return configurationError(
    'INVALID_WEBHOOK_SECRET',
    `secrets: expected the secret of the webhook endpoint, which begins with ${secretPrefix}, received ${received}`,
  );
}
