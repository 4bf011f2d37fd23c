import { ApiError } from './api-error.ts';

/** [Assumed] The most bytes that a body may have. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads a body to its end, or throws as soon as it is too large. Not Hono's own limit: that makes a
 * Request of the one it is given, which a listener's is not.
 */
export async function boundedBytes(
  stream: ReadableStream<Uint8Array> | null,
  contentLength: string | null,
): Promise<Uint8Array> {
  if (Number(contentLength) > MAX_BYTES) throw tooLarge();
  const reader = stream?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    length += read.value.length;
    if (length > MAX_BYTES) throw tooLarge();
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

function tooLarge(): ApiError {
  return new ApiError(
    'PAYLOAD_TOO_LARGE',
    `body: expected at most ${String(MAX_BYTES)} bytes, received more`,
  );
}
