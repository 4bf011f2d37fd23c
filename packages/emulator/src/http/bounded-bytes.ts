import { readBounded } from '@luxcore/signing';
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
  const bytes = await read(stream);
  if (bytes === undefined) throw tooLarge();
  return bytes;
}

async function read(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array | undefined> {
  try {
    return await readBounded(stream, MAX_BYTES);
  } catch {
    throw new ApiError('VALIDATION_ERROR', 'body: expected all of it, received one that broke off');
  }
}

function tooLarge(): ApiError {
  return new ApiError(
    'PAYLOAD_TOO_LARGE',
    `body: expected at most ${String(MAX_BYTES)} bytes, received more`,
  );
}
