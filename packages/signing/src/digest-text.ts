import { DIGEST_BYTES } from './engine/hmac-pads.ts';

/** What a character is worth as a lower-case hex digit; below 0 for any other. */
function valueOf(code: number): number {
  // Between '0' and '9', and between 'a' and 'f'.
  if (code >= 48 && code <= 57) return code - 48;
  return code >= 97 && code <= 102 ? code - 87 : -1;
}

/**
 * Reads the digest of which a text, from `start` on, is the 64 lower-case hex digits; `undefined` for
 * any other text, upper case too, so that each digest has one form.
 *
 * @example
 * ```ts
 * import { digestOfHex } from '@luxcore/signing/primitives';
 *
 * digestOfHex('hmac_sha256=' + '0a'.repeat(32), 'hmac_sha256='.length); // 32 bytes
 * ```
 */
export function digestOfHex(text: string, start = 0): Uint8Array | undefined {
  if (text.length !== start + 2 * DIGEST_BYTES) return undefined;
  const digest = new Uint8Array(DIGEST_BYTES);
  let all = 0;
  // Once over the text, without a regular expression: it is read for each request.
  for (let index = 0, at = start; index < DIGEST_BYTES; index++, at += 2) {
    const high = valueOf(text.charCodeAt(at));
    const low = valueOf(text.charCodeAt(at + 1));
    digest[index] = (high << 4) | low;
    all |= high | low;
  }
  return all < 0 ? undefined : digest;
}
