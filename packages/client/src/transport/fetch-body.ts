import { readBounded } from '@luxcore/signing/primitives';

/** A body as a fetch of the caller's own may have it: that of some is a stream of Node. */
type AnyBody = Partial<ReadableStream<Uint8Array<ArrayBuffer>>> | null | undefined;

/** Reads a body, and returns `undefined` for one of more than `maxBytes`, which is not read on. */
export async function readBody(
  response: Response,
  headers: Headers,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const length = headers.get('content-length');
  if (Number(length) > maxBytes) {
    abandon(response);
    return undefined;
  }
  // A runtime reads no more than the length that it was told, which costs half of counting. Counted is
  // what has no length, or that of what is yet to be decompressed.
  const isBounded = length !== null && /^\d+$/.test(length) && !headers.has('content-encoding');
  const body = isBounded ? undefined : (response.body as AnyBody);
  if (isBounded || (body && typeof body.getReader !== 'function')) {
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.byteLength > maxBytes ? undefined : bytes;
  }
  return readBounded(response.body ?? null, maxBytes);
}

/** Lets go of a body; that it fails to end is nobody's concern any more. */
export function abandon(response: Response): void {
  (async () => (response.body as AnyBody)?.cancel?.())().catch(() => undefined);
}
