import { bytesOfBase64, bytesOfHex } from '@luxcore/signing/primitives';
import type { WebhookScheme } from '../scheme/scheme.ts';
import type { DeliveryHypothesis } from './delivery-explanation.ts';
import { distinct } from './same-bytes.ts';

/** A key that a delivery may have been signed with; without a mistake, it is that of the scheme. */
export interface KeyForm {
  readonly mistake?: DeliveryHypothesis | undefined;
  readonly bytes: Uint8Array;
  /** How it is made of the secret, in words that do not show it. */
  readonly shown: string;
}

/** How a scheme makes its key of a secret, in words. */
export const NATIVE_KEY: Readonly<Record<WebhookScheme['key'], string>> = {
  utf8: 'the whole secret as text',
  base64: 'the secret without its prefix, decoded from base64',
};

const ENDINGS = ['\n', '\r\n', ' '] as const;

/** What a secret may have been made into before it was used as a key; each once, none empty. */
export function keyForms(secret: string, scheme: WebhookScheme): readonly KeyForm[] {
  if (secret.trim() === '') return [];
  const { secretPrefix, key } = scheme;
  const isPrefixed = secret.startsWith(secretPrefix);
  const rest = isPrefixed ? secret.slice(secretPrefix.length) : secret;
  const forms: KeyForm[] = [];
  const add = (
    shown: string,
    value: string | Uint8Array | undefined,
    mistake?: DeliveryHypothesis,
  ): void => {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    if (bytes === undefined || bytes.length === 0) return;
    forms.push({ shown, bytes, mistake });
  };

  add(NATIVE_KEY[key], key === 'utf8' ? secret : bytesOfBase64(rest));
  if (isPrefixed) add('the secret without its prefix', rest, 'secret_without_prefix');
  else add('the secret with its prefix', secretPrefix + secret, 'secret_without_prefix');
  add('the secret without its prefix, decoded from base64', bytesOfBase64(rest), 'secret_decoded');
  add('the secret without its prefix, decoded from hex', bytesOfHex(rest), 'secret_decoded');
  add('the whole secret, decoded from base64', bytesOfBase64(secret), 'secret_decoded');
  add(NATIVE_KEY.utf8, secret, 'secret_as_text');

  const trimmed = secret.trim();
  add('the secret without the white space', keyOf(trimmed, scheme), 'secret_white_space');
  for (const ending of ENDINGS) {
    const shown = `the secret with ${ending === ' ' ? 'a space' : 'a line break'} at its end`;
    add(shown, trimmed + ending, 'secret_white_space');
  }
  return distinct(forms);
}

function keyOf(
  secret: string,
  { key, secretPrefix }: WebhookScheme,
): string | Uint8Array | undefined {
  return key === 'utf8' ? secret : bytesOfBase64(secret.replace(secretPrefix, ''));
}
