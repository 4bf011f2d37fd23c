export const REDACTED = '[redacted]';
/** What a pattern matches, but for the beginning that tells what it was. */
const HIDDEN = `$1${REDACTED}`;

/**
 * API keys (the older `qp_test_...` form too) and webhook secrets, wherever they stand in a text.
 * What is redacted already stays as it is.
 */
const KEY_TEXT = /(qp_(?:prod|test)_(?:sk_)?|whsec_)(?!sk_\b|\[redacted])[^\s"'`,;<>\\)\]}]+/gi;

/**
 * Bearer and basic credentials, and JWTs, also half of one and after a line break that is spelt out
 * as in JSON. No part of a text is looked at more than a few times.
 */
const CREDENTIAL_TEXT =
  /((?:Bearer|Basic)\s+)[\w.~+/=-]{8,}|(?<=(?:^|[^\w-]|\\[nrt])eyJ)[\w-]+\.[\w.-]*/gi;

/** Hides keys, tokens and credentials in a text, as `redact` does in every text that it meets. */
export const redactText = (text: string): string =>
  redactKeys(text).replace(CREDENTIAL_TEXT, HIDDEN);

/**
 * Hides what is certainly a key, and leaves words that may only look like credentials.
 *
 * @example
 * ```ts
 * import { redactKeys } from '@luxcore/errors';
 *
 * redactKeys('order of whsec_0123456789'); // 'order of whsec_[redacted]'
 * ```
 */
export function redactKeys(text: string): string {
  return text.replace(KEY_TEXT, HIDDEN);
}
