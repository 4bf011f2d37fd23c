import { bodyBytes, type Body } from './body.ts';
import { currentEngine } from './engine/current-engine.ts';

let ofNothing: string | undefined;

/** SHA-256 of zero bytes, hashed once: what is signed where there is no body. */
export function emptySha256(): string {
  return (ofNothing ??= currentEngine().sha256Hex(''));
}

/**
 * Returns the SHA-256 of a body's exact bytes, as 64 lower-case hex digits; text is hashed as UTF-8.
 *
 * LuxCore's rule: the hash covers the raw request body bytes. [Assumed] without a body it is the
 * hash of zero bytes.
 *
 * @param body - What is sent, to the byte.
 * @throws {SigningError} `INVALID_BODY` for anything but text and bytes.
 * @example
 * ```ts
 * import { sha256Hex } from '@luxcore/signing';
 *
 * sha256Hex('{"amount":150000}');
 * // 'ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f'
 * ```
 */
export function sha256Hex(body: Body): string {
  // A text goes to the hash as it is: most engines encode it on their way for less.
  const data = typeof body === 'string' ? body : bodyBytes(body);
  return data.length === 0 ? emptySha256() : currentEngine().sha256Hex(data);
}
