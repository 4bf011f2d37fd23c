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
  maxBytes: number = MAX_BYTES,
): Promise<Uint8Array> {
  if (Number(contentLength) > maxBytes) throw tooLarge(maxBytes);
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readBounded(stream, maxBytes);
  } catch {
    throw new ApiError('VALIDATION_ERROR', 'body: expected all of it, received one that broke off');
  }
  if (bytes === undefined) throw tooLarge(maxBytes);
  return bytes;
}

function tooLarge(maxBytes: number): ApiError {
  return new ApiError(
    'PAYLOAD_TOO_LARGE',
    `body: expected at most ${String(maxBytes)} bytes, received more`,
  );
}
