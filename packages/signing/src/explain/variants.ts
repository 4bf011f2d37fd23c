import { utf8 } from '../body.ts';

/** A longer body is not written anew, to see whether that was signed. */
const MAX_BODY_LENGTH = 64 * 1024;
/** A longer body gets no other ending either. */
const MAX_COPIED_LENGTH = 1024 * 1024;
/** A longer path with its query is not written anew; servers take less. */
const MAX_PATH_LENGTH = 16 * 1024;

function assertLength({ length }: string | Uint8Array, most: number): void {
  if (length > most) throw new RangeError();
}

/** The text of a body; throws where the body is too long to be written anew. */
export function textOf(body: Uint8Array, ignoreBOM = false): string {
  assertLength(body, MAX_BODY_LENGTH);
  return new TextDecoder('utf-8', { ignoreBOM }).decode(body);
}

/** Each byte as the character of its number. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Deeper JSON would be indented to many times its size; to write it could overflow the stack. */
const MAX_JSON_DEPTH = 16;

/**
 * The JSON object or list of a body, written anew; nothing for another body. Throws where it is too
 * large or too deep.
 */
export function rewritten(
  body: Uint8Array,
  write: (json: object) => readonly string[],
): readonly Uint8Array[] {
  const text = textOf(body);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // What is no JSON is no object.
  }
  if (!(json instanceof Object)) return [];
  assertDepth(json, MAX_JSON_DEPTH);
  return write(json).map(utf8);
}

function assertDepth(value: unknown, most: number): void {
  if (!(value instanceof Object)) return;
  if (most === 0) throw new RangeError();
  for (const item of Object.values(value)) assertDepth(item, most - 1);
}

/** JSON with a space after each comma and colon, as Python and PHP users write it. */
export function spacedJson(value: object): string {
  // A line break stands between two lines alone: inside a text of JSON it is escaped.
  return JSON.stringify(value, null, 1).replace(/,\n */g, ', ').replace(/\n */g, '');
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The body without one line break at its end. */
export function withoutNewline(body: Uint8Array): Uint8Array {
  if (body.at(-1) !== LINE_FEED) return body;
  return body.subarray(0, body.at(-2) === CARRIAGE_RETURN ? -2 : -1);
}

/**
 * The body with an ASCII text behind it; by bytes, because it need not be text itself. Throws where
 * the body is too long.
 */
export function withEnding(body: Uint8Array, ending: string): Uint8Array {
  assertLength(body, MAX_COPIED_LENGTH);
  const bytes = new Uint8Array(body.length + ending.length);
  bytes.set(body);
  bytes.set(utf8(ending), body.length);
  return bytes;
}

/** What stands behind the first question mark. */
const QUERY = /(?<=\?)[^]+/;

/** Other encodings of the same path and query, each once. Throws where the path is too long. */
export function reencodings(path: string): string[] {
  assertLength(path, MAX_PATH_LENGTH);
  const variants = [
    decode(path),
    path.replace(QUERY, (query) => new URLSearchParams(query).toString()),
    path.replaceAll('+', '%20'),
    path.replaceAll('%20', '+'),
    path.replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase()),
    path.replace(/%[\da-f]{2}/gi, (escape) => escape.toLowerCase()),
    path.replace(QUERY, (query) => query.replace(/[^&=]+/g, encodeOnce)),
  ];
  return [...new Set(variants)].filter((variant) => variant !== path);
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** A part of a query through encodeURIComponent, as many clients build one. */
function encodeOnce(text: string): string {
  return encodeURIComponent(decode(text));
}
