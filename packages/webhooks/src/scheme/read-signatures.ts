import { digestOfHex, toHex } from '@luxcore/signing/primitives';
import { decodeBase64 } from '../decode-base64.ts';
import type { WebhookScheme } from './scheme.ts';

/** The digests in a header; what else stands in it may be of another version. */
export function readSignatures(header: string, scheme: WebhookScheme): readonly Uint8Array[] {
  const { separator, signaturePrefix, encoding } = scheme;
  const read = encoding === 'hex' ? digestOfHex : digestOfBase64;
  const digests: Uint8Array[] = [];
  const parts = header.includes(separator) ? header.split(separator) : [header];
  for (const part of parts) {
    const text = part.trim();
    const digest = text.startsWith(signaturePrefix)
      ? read(text, signaturePrefix.length)
      : undefined;
    if (digest !== undefined) digests.push(digest);
  }
  return digests;
}

/** Of base64, 32 bytes have one form: padded, and with no bits left over in the last character. */
function digestOfBase64(text: string, start: number): Uint8Array | undefined {
  const digits = text.slice(start);
  return /^[A-Za-z\d+/]{42}[AEIMQUYcgkosw048]=$/.test(digits) ? decodeBase64(digits) : undefined;
}

/** A digest as the scheme writes it. */
export function encodeDigest(digest: Uint8Array, { encoding }: WebhookScheme): string {
  return encoding === 'hex' ? toHex(digest) : btoa(String.fromCharCode(...digest));
}

/** What a signature looks like, in words. */
export function describeForm({ signaturePrefix, encoding }: WebhookScheme): string {
  const digest = encoding === 'hex' ? '64 lower-case hex digits' : '44 characters of base64';
  return `${signaturePrefix} and ${digest}`;
}
