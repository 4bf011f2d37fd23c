import { SIGNATURE_PREFIX } from '../signature-text.ts';
import { isPart, SIGNATURE } from '../syntax.ts';
import { bytesOfBase64 } from './secret-variants.ts';
import { DIGEST_BYTES } from '../engine/hmac-pads.ts';
import { toHex } from '../engine/hex.ts';

/** A digest as lower-case hex, and how it was written if not as it should be. */
export interface ReadDigest {
  readonly hex: string;
  readonly fault?: string;
}

/** Reads the digest from a signature in any of the forms that people send. */
export function readDigest(signature: string): ReadDigest | undefined {
  if (isPart(SIGNATURE, signature)) return { hex: signature.slice(SIGNATURE_PREFIX.length) };
  const [, prefix = '', digest = ''] = /^\s*(\w+=)?(\S+?)\s*$/.exec(signature) ?? [];
  const prefixFault = prefix === SIGNATURE_PREFIX ? [] : ['the prefix is missing'];

  if (/^[\da-f]{64}$/i.test(digest)) {
    const hex = digest.toLowerCase();
    const fault = [...prefixFault, ...(hex === digest ? [] : ['the hex is in upper case'])];
    return { hex, fault: fault.join(' and ') || 'white space around it' };
  }
  const bytes = bytesOfBase64(digest);
  if (bytes?.length !== DIGEST_BYTES) return undefined;
  return {
    hex: toHex(bytes),
    fault: [...prefixFault, 'the digest is in base64'].join(' and '),
  };
}
