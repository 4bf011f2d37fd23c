import { readBounded, requestStream } from '@luxcore/signing/primitives';
import { ApiError } from './api-error.ts';

/** [Assumed] The most bytes that a body may have. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads the body of a request to its end, or throws as soon as it is too large. Not Hono's own limit: that makes a
 * Request of the one it is given, which a listener's is not.
 */
export async function boundedBytes(
  request: Request,
  maxBytes: number = MAX_BYTES,
): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > maxBytes) throw tooLarge(maxBytes);
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readBounded(await requestStream(request), maxBytes);
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
