import type { Bytes } from './body.ts';

/**
 * The body of a request as a stream, `null` for none. Firefox has no `Request.body`: there it is read
 * whole before its stream is, which its sender, the same browser, can be trusted with.
 */
export async function requestStream(request: Request): Promise<ReadableStream<Bytes> | null> {
  const { body } = request as Partial<Request>;
  return body === undefined ? (await request.blob()).stream() : body;
}
