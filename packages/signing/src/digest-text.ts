import { DIGEST_BYTES } from './engine/hmac-pads.ts';

const DIGITS = '0123456789abcdef';
const NO_DIGIT = -1;
const ASCII_CHARACTERS = 128;

/** What each ASCII character is worth as a lower-case hex digit. */
const VALUES: Int8Array = /* @__PURE__ */ Int8Array.from({ length: ASCII_CHARACTERS }, (_, code) =>
  DIGITS.indexOf(String.fromCharCode(code)),
);

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
    const high = VALUES[text.charCodeAt(at)] ?? NO_DIGIT;
    const low = VALUES[text.charCodeAt(at + 1)] ?? NO_DIGIT;
    digest[index] = (high << 4) | low;
    all |= high | low;
  }
  return all < 0 ? undefined : digest;
}
