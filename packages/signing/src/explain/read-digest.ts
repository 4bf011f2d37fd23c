import { SIGNATURE_PREFIX } from '../signature-text.ts';
import { bytesOfBase64, bytesOfHex } from './secret-variants.ts';
import { DIGEST_BYTES } from '../engine/hmac-pads.ts';
import { toHex } from '../engine/hex.ts';

/** A digest as lower-case hex, and how it was written if not as it should be. */
export interface ReadDigest {
  readonly hex: string;
  readonly fault?: string;
}

/** Reads the digest from a signature in any of the forms that people send. */
export function readDigest(signature: string): ReadDigest | undefined {
  const [, prefix = '', digest = ''] = /^\s*(\w+=)?(\S+?)\s*$/.exec(signature) ?? [];
  const isHex = /^[\da-f]{64}$/i.test(digest);
  const bytes = isHex ? bytesOfHex(digest) : bytesOfBase64(digest);
  if (bytes?.length !== DIGEST_BYTES) return undefined;
  const hex = toHex(bytes);
  if (signature === SIGNATURE_PREFIX + hex) return { hex };
  const faults = prefix === SIGNATURE_PREFIX ? [] : ['the prefix is missing'];
  if (digest !== hex) faults.push(isHex ? 'the hex is in upper case' : 'the digest is in base64');
  return { hex, fault: faults.join(' and ') || 'white space around it' };
}
