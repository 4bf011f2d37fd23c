import type { VectorBody } from './vectors.ts';

/**
 * Returns the body of a vector as it is signed: text as text, all else as bytes, `undefined` for none.
 *
 * @example
 * ```ts
 * import { sha256Hex } from '@luxcore/signing';
 * import { vectorBody, VECTORS } from '@luxcore/signing/vectors';
 *
 * for (const { name, body, bodySha256 } of VECTORS.signing) {
 *   if (sha256Hex(vectorBody(body)) !== bodySha256) console.error(name);
 * }
 * ```
 */
export function vectorBody(body: VectorBody | null): string | Uint8Array | undefined {
  if (body === null) return undefined;
  if ('text' in body) return body.text;
  if ('base64' in body) return Uint8Array.from(atob(body.base64), (byte) => byte.charCodeAt(0));
  if ('hex' in body) return fromHex(body.hex);
  return new Uint8Array(body.length).fill(Number.parseInt(body.repeat, 16));
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}
