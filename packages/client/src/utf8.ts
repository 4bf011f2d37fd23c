// Made at first use, not at import, and kept: making one costs more than using it.
let encoder: TextEncoder | undefined;
let decoder: TextDecoder | undefined;

/** The bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  encoder ??= new TextEncoder();
  return encoder.encode(text);
}

/** The text of bytes; throws where they are no UTF-8. */
export function strictText(bytes: Uint8Array): string {
  decoder ??= new TextDecoder('utf-8', { fatal: true });
  return decoder.decode(bytes);
}
