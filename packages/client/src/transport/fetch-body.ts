import { readBounded } from '@luxcore/signing';

/** A body as a fetch of the caller's own may have it: that of some is a stream of Node. */
type AnyBody = Partial<ReadableStream<Uint8Array<ArrayBuffer>>> | null | undefined;

/** Reads a body, and returns `undefined` for one of more than `maxBytes`, which is not read on. */
export async function readBody(
  response: Response,
  headers: Headers,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const body = response.body as AnyBody;
  // Counted all the same: the header may be missing, or tell the size before decompression.
  if (Number(headers.get('content-length')) > maxBytes) {
    abandon(response);
    return undefined;
  }
  if (body && typeof body.getReader !== 'function') {
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.byteLength > maxBytes ? undefined : bytes;
  }
  return readBounded(response.body ?? null, maxBytes);
}

/** Lets go of a body; that it fails to end is nobody's concern any more. */
export function abandon(response: Response): void {
  (async () => (response.body as AnyBody)?.cancel?.())().catch(() => undefined);
}
