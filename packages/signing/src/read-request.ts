import { assertOption } from '@luxcore/errors';
import type { Bytes } from './body.ts';
import { DROPPED_BYTES, payloadTooLarge } from './collect-bounded.ts';
import { readBounded } from './read-bounded.ts';
import type { ReceivedRequest } from './received-request.ts';
import { requestStream } from './request-stream.ts';

/** The options of {@link readRequest}. */
export interface ReadRequestOptions {
  /** The most bytes that a body may have. */
  readonly maxBytes: number;
}

/**
 * Reads a `Request` for a verifier: method, path with query, headers and the exact bytes of the
 * body, no more than `maxBytes` of them. The request's own body is used up by it.
 *
 * The path is that of the parsed URL. A server that knows the raw request target verifies that
 * instead: a client may have signed and sent what a URL parser writes in another way.
 *
 * @throws {ValidationError} `PAYLOAD_TOO_LARGE`, when at most 16 MiB more have been read and dropped, so that
 *   the sender comes to read the answer.
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { readRequest } from '@luxcore/signing';
 *
 * const received = await readRequest(request, { maxBytes: 1024 * 1024 });
 * const result = await verifier.verify(received);
 * ```
 */
export async function readRequest(
  request: Request,
  { maxBytes }: ReadRequestOptions,
): Promise<
  ReceivedRequest & {
    /** No bytes where there is no body. */
    readonly body: Bytes;
  }
> {
  const isBound = Number.isSafeInteger(maxBytes) && maxBytes >= 0;
  assertOption(isBound, 'maxBytes', 'a whole number of bytes from 0', maxBytes);
  const { method, url, headers } = request;
  const { pathname, search } = new URL(url);
  const body = await readBounded(await requestStream(request), maxBytes, DROPPED_BYTES);
  if (body !== undefined) return { method, path: pathname + search, headers, body };
  throw payloadTooLarge(maxBytes);
}
