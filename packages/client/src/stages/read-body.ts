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
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concat(chunks, size);
    size += value.byteLength;
    if (size > maxBytes) {
      abandon(reader);
      return undefined;
    }
    chunks.push(value);
  }
}

/** Lets go of a body; that it fails to end is nobody's concern any more. */
export function abandon(body: { cancel(): Promise<void> } | null | undefined): void {
  body?.cancel().catch(() => undefined);
}

function concat(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
