import { sha256Hex } from '@luxcore/signing';
import { secretHider } from '@luxcore/signing/primitives';

/** A shorter text is hidden as part of a secret alone, because it stands in many words. */
const SHORTEST_HIDDEN = 8;
const LONGEST_SHOWN = 200;
/** In a longer text no secret is looked for, and nothing of it is shown. */
const LONGEST_READ = 64 * 1024;

/** Makes what came fit to be shown: no secret, also not without its prefix, and on one line. */
export function shower(secrets: readonly string[], secretPrefix: string): (text: string) => string {
  const hiders = [...new Set(secrets)]
    .sort((left, right) => right.length - left.length)
    .flatMap((secret) => {
      const whole = secret.trim();
      const rest = whole.slice(secretPrefix.length);
      const isHidden = whole.startsWith(secretPrefix) && rest.length >= SHORTEST_HIDDEN;
      return isHidden ? [secret, rest] : [secret];
    })
    .map(secretHider);
  return (text) => {
    if (text.length > LONGEST_READ) return `${String(text.length)} characters`;
    const safe = visible(hiders.reduce((shown, hide) => hide(shown), text));
    return safe.length > LONGEST_SHOWN ? `${safe.slice(0, LONGEST_SHOWN)}…` : safe;
  };
}

/** What would move the cursor of a terminal, or is no text, is shown by a sign that does not. */
function visible(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\ufffd');
}

/** What is signed, in words: the text, and of the bytes behind it how many and their SHA-256. */
export function describePayload(
  [text, bytes]: readonly [text: string, bytes?: Uint8Array],
  show: (text: string) => string,
): string {
  const parts = text === '' ? [] : [show(text)];
  if (bytes !== undefined) parts.push(describeBytes(bytes));
  return parts.join(' and ');
}

/** Bytes that are not shown: how many, and their SHA-256. */
export function describeBytes(bytes: Uint8Array): string {
  return `${String(bytes.length)} bytes, SHA-256 ${sha256Hex(bytes)}`;
}
