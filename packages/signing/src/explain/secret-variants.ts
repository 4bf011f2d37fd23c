import { utf8 } from '../body.ts';
import type { HmacKey } from '../engine/engine.ts';
import { currentEngine } from '../engine/current-engine.ts';

/** Prepares each form of a secret that can be had, as text (its UTF-8 bytes) or as bytes. */
export function keyVariants(...secrets: readonly (string | Uint8Array | undefined)[]): HmacKey[] {
  return secrets
    .filter((secret) => secret !== undefined)
    .map((secret) => currentEngine().hmacKey(typeof secret === 'string' ? utf8(secret) : secret));
}

/** What a base64 or base64url decoder makes of a text; `undefined` where it would refuse. */
export function bytesOfBase64(text: string): Uint8Array | undefined {
  // At most two =, because a pattern of many takes a time that grows with their square.
  const [, standard] =
    /^([\w+/]+)={0,2}$/.exec(text.replaceAll('-', '+').replaceAll('_', '/')) ?? [];
  if (standard === undefined) return undefined;
  try {
    return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** What a hex decoder makes of a text, in either case; `undefined` where it would refuse. */
export function bytesOfHex(text: string): Uint8Array | undefined {
  if (!/^(?:[\da-f]{2})+$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
