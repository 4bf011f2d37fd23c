import { readBounded } from '@luxcore/signing';

/** Reads a body, and returns `undefined` for one of more than `maxBytes`, which is not read on. */
export async function readBody(
  { body, headers }: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (body === null) return new Uint8Array(0);
  // Counted all the same: the header may be missing, or tell the size before decompression.
  if (Number(headers.get('content-length')) > maxBytes) {
    abandon(body);
    return undefined;
  }
  return readBounded(body, maxBytes);
}

/** Lets go of a body; that it fails to end is nobody's concern any more. */
export function abandon(body: { cancel(): Promise<void> } | null | undefined): void {
  body?.cancel().catch(() => undefined);
}
