import { collectBounded } from './collect-bounded.ts';

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
  if (stream === null) return new Uint8Array(0);
  const reader = stream.getReader();
  const bytes = await collectBounded(() => reader.read(), maxBytes);
  // That it fails to end is nobody's concern any more.
  if (bytes === undefined) reader.cancel().catch(() => undefined);
  return bytes;
}
