import { describeValue, fromRuntime, signingError } from '@luxcore/errors';

/** A body as it is sent: text (as UTF-8), bytes, or nothing. */
export type Body = string | Uint8Array | ArrayBuffer | undefined;

/**
 * Bytes in memory that nobody shares, as `fetch` takes them: `Uint8Array<ArrayBuffer>` from
 * TypeScript 5.7 on, and `Uint8Array` before, which cannot read the former.
 */
export type Bytes = ReturnType<typeof Uint8Array.of>;

// Made at first use: an engine without one may import what it does not use.
let encoder: TextEncoder | undefined;
const EMPTY = new Uint8Array(0);

/** UTF-8 takes at most so many bytes for a UTF-16 unit: what a text of known length may need. */
export const MAX_UTF8_BYTES_A_UNIT = 3;

/** Writes the UTF-8 bytes of a text, and returns how many. */
export function utf8Into(text: string, bytes: Uint8Array): number {
  return textEncoder().encodeInto(text, bytes).written;
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return textEncoder().encode(text);
}

function textEncoder(): TextEncoder {
  return (encoder ??= new (fromRuntime('TextEncoder'))());
}

/**
 * The exact bytes of a body. A parsed object is refused: which bytes it stands for nobody knows.
 *
 * @throws {SigningError} `INVALID_BODY`
 */
export function bodyBytes(body: Body): Uint8Array {
  const bytes = rawBytesOf(body);
  if (bytes !== undefined) return bytes;
  throw signingError(
    'INVALID_BODY',
    `body: expected the exact text or bytes that are sent, received ${describeValue(body)}; serialise it once, then sign and send that`,
  );
}

/** The same, and `undefined` for what is neither text nor bytes. */
export function rawBytesOf(body: Body): Uint8Array | undefined {
  if (body === undefined) return EMPTY;
  if (typeof body === 'string') return utf8(body);
  // Of a proxy of bytes, only the first is true.
  if (body instanceof Uint8Array && ArrayBuffer.isView(body)) return body;
  // By tag: bytes of another realm are bytes.
  const tag = Object.prototype.toString.call(body);
  if (tag === '[object Uint8Array]' && ArrayBuffer.isView(body)) {
    // A plain view of this realm, because the hash refuses one of another.
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  }
  if (tag === '[object ArrayBuffer]') {
    const bytes = new Uint8Array(body);
    // What only calls itself an ArrayBuffer was copied, not viewed.
    if (bytes.buffer === body) return bytes;
  }
  return undefined;
}
