import { digestOfHex } from './digest-text.ts';

/** How a signature begins, before its 64 lower-case hex digits. */
export const SIGNATURE_PREFIX = 'hmac_sha256=';

/** The digest of a signature; `undefined` for a text that is none. */
export function readSignature(text: string): Uint8Array | undefined {
  return text.startsWith(SIGNATURE_PREFIX) ? digestOfHex(text, SIGNATURE_PREFIX.length) : undefined;
}
