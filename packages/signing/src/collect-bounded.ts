import { ValidationError } from '@luxcore/errors';

/** No sender needs so many; a stream that has more of them is taken for one without end. */
const MAX_EMPTY_CHUNKS = 10_000;

/** A chunk, or the end: what a reader of a stream and an iterator answer. */
export type NextChunk = () => PromiseLike<
  { readonly done?: false; readonly value: Uint8Array } | { readonly done: true }
>;

/** Joins chunks up to the end, or answers `undefined` as soon as there are more than `maxBytes`. */
export async function collectBounded(
  next: NextChunk,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let empty = 0;
  for (let read = await next(); read.done !== true; read = await next()) {
    length += read.value.byteLength;
    // Empty chunks without end would keep every timer from firing.
    if (read.value.byteLength === 0) empty += 1;
    if (length > maxBytes || empty > MAX_EMPTY_CHUNKS) return undefined;
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** The error of a body that has more bytes than it may. */
export function payloadTooLarge(maxBytes: number): ValidationError {
  return new ValidationError(`body: expected at most ${String(maxBytes)} bytes, received more`, {
    code: 'PAYLOAD_TOO_LARGE',
  });
}
