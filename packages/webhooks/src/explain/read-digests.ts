import { bytesOfBase64, toHex } from '@luxcore/signing/primitives';
import { readSignatures } from '../scheme/read-signatures.ts';
import type { WebhookScheme } from '../scheme/scheme.ts';
import type { DeliveryHypothesis } from './delivery-explanation.ts';

/** A digest as lower-case hex, and what is wrong with how it was written. */
export interface ReadDigest {
  readonly hex: string;
  readonly mistakes: readonly DeliveryHypothesis[];
}

const DIGEST_BYTES = 32;
/** A sender that rotates its secret writes two. */
const MOST_DIGESTS = 16;
/** Longer headers than servers take are cut. */
const MOST_CHARACTERS = 16 * 1024;

/** The digests in a header, in any of the forms that people send; the right ones first. */
export function readDigests(header: string, scheme: WebhookScheme): readonly ReadDigest[] {
  const text = header.slice(0, MOST_CHARACTERS);
  const parts = [...new Set([text, ...text.split(scheme.separator)].map((part) => part.trim()))];
  return parts
    .map((part) => readDigest(part, scheme))
    .filter((digest) => digest !== undefined)
    .sort((left, right) => left.mistakes.length - right.mistakes.length)
    .slice(0, MOST_DIGESTS);
}

function readDigest(part: string, scheme: WebhookScheme): ReadDigest | undefined {
  const { signaturePrefix, encoding } = scheme;
  const isPrefixed = part.startsWith(signaturePrefix);
  const written = isPrefixed
    ? part.slice(signaturePrefix.length)
    : part.replace(/^[\w-]{1,40}[=,:]/, '');
  const isHex = /^[\da-f]{64}$/i.test(written);
  const hex = isHex ? written.toLowerCase() : hexOfBase64(written);
  if (hex === undefined) return undefined;
  const mistakes: DeliveryHypothesis[] = [];
  if (readSignatures(signaturePrefix + written, scheme).length === 0) {
    // What is base64 and not well-formed lacks its padding, or is base64url.
    mistakes.push(isHex && encoding === 'hex' ? 'digest_upper_case' : 'digest_encoding');
  }
  if (!isPrefixed) mistakes.push('digest_without_prefix');
  return { hex, mistakes };
}

function hexOfBase64(text: string): string | undefined {
  const bytes = bytesOfBase64(text);
  return bytes?.length === DIGEST_BYTES ? toHex(bytes) : undefined;
}
