import { validationError, type ValidationError } from '@luxcore/errors';
import type { Bytes } from './body.ts';

/** No sender needs so many; a stream that has more of them is taken for one without end. */
const MAX_EMPTY_CHUNKS = 10_000;

/**
 * How much a server reads and drops of a body that is too long before it answers: who still sends does
 * not read, and takes a connection that is closed under it for a lost network.
 */
export const DROPPED_BYTES: number = 16 * 1024 * 1024;

/** A chunk, or the end: what a reader of a stream and an iterator answer. */
export type NextChunk = () => PromiseLike<
  | {
      readonly done?: false;
      /** May be empty. */
      readonly value: Uint8Array;
    }
  | { readonly done: true }
>;

/**
 * Joins chunks up to the end, or answers `undefined` where they have more than `maxBytes`: as soon as
 * that is seen, or when `droppedBytes` more of them have been read and dropped.
 */
export async function collectBounded(
  next: NextChunk,
  maxBytes: number,
  droppedBytes = 0,
): Promise<Bytes | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let empty = 0;
  for (let read = await next(); read.done !== true; read = await next()) {
    length += read.value.byteLength;
    // Empty chunks without end would keep every timer from firing.
    if (read.value.byteLength === 0) empty += 1;
    if (length > maxBytes + droppedBytes || empty > MAX_EMPTY_CHUNKS) return undefined;
    if (length <= maxBytes) chunks.push(read.value);
    else chunks.length = 0;
  }
  if (length > maxBytes) return undefined;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** Makes the `ValidationError` `PAYLOAD_TOO_LARGE` of a body that has more bytes than it may. */
export function payloadTooLarge(maxBytes: number): ValidationError {
  const message = `body: expected at most ${String(maxBytes)} bytes, received more`;
  return validationError('PAYLOAD_TOO_LARGE', message);
}
