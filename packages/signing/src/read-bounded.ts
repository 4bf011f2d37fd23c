import type { Bytes } from './body.ts';
import { collectBounded } from './collect-bounded.ts';

/**
 * Reads a stream to its end, or answers `undefined` where it has more than `maxBytes`; the rest of it
 * is cancelled. What is read is counted, whatever a header said of its length.
 *
 * @param stream - The body of a request or an answer; `null` is no bytes.
 * @param droppedBytes - How many bytes of the rest are read and dropped before it is cancelled: none
 *   unless told. A server gives some, so that who is still sending comes to read its answer.
 * @example
 * ```ts
 * import { readBounded } from '@luxcore/signing/primitives';
 *
 * const bytes = await readBounded(response.body, 1024 * 1024);
 * ```
 */
export async function readBounded(
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  droppedBytes = 0,
): Promise<Bytes | undefined> {
  if (stream === null) return new Uint8Array(0);
  const reader = stream.getReader();
  const bytes = await collectBounded(() => reader.read(), maxBytes, droppedBytes);
  // That it fails to end is nobody's concern any more.
  if (bytes === undefined) reader.cancel().catch(() => undefined);
  return bytes;
}
