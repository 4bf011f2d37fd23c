import { bytesOfHex } from '@luxcore/signing/primitives';
import type { WebhookScheme } from './scheme.ts';

const DIGEST_FORMS = { hex: /^[\da-f]{64}$/, base64: /^[A-Za-z\d+/]{43}=$/ } as const;

/** The well-formed signatures of a header; what else stands in it may be of another version. */
export function readSignatures(header: string, scheme: WebhookScheme): readonly string[] {
  const { separator, signaturePrefix, encoding } = scheme;
  const parts = header.includes(separator) ? header.split(separator) : [header];
  return parts
    .map((part) => part.trim())
    .filter(
      (part) =>
        part.startsWith(signaturePrefix) &&
        DIGEST_FORMS[encoding].test(part.slice(signaturePrefix.length)),
    );
}

/** A digest of 64 hex digits as the scheme writes it. */
export function encodeDigest(hex: string, { encoding }: WebhookScheme): string {
  if (encoding === 'hex') return hex;
  return btoa(String.fromCharCode(...(bytesOfHex(hex) ?? [])));
}

/** What a signature looks like, in words. */
export function describeForm({ signaturePrefix, encoding }: WebhookScheme): string {
  const digest = encoding === 'hex' ? '64 lower-case hex digits' : '44 characters of base64';
  return `${signaturePrefix} and ${digest}`;
}
