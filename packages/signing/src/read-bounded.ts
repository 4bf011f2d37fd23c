/** No sender needs so many; a stream that has more of them is taken for one without end. */
const MAX_EMPTY_CHUNKS = 10_000;

/**
 * Reads a stream to its end, or answers `undefined` as soon as it has more than `maxBytes`; the rest
 * of it is cancelled. What is read is counted, whatever a header said of its length.
 *
 * @param stream - The body of a request or an answer; `null` is no bytes.
 * @example
 * ```ts
 * import { readBounded } from '@luxcore/signing';
 *
 * const bytes = await readBounded(response.body, 1024 * 1024);
 * ```
 */
export async function readBounded(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const reader = stream?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let empty = 0;
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    length += read.value.byteLength;
    // Empty chunks without end would keep every timer from firing.
    if (read.value.byteLength === 0) empty += 1;
    if (length > maxBytes || empty > MAX_EMPTY_CHUNKS) {
      // That it fails to end is nobody's concern any more.
      reader?.cancel().catch(() => undefined);
      return undefined;
    }
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
