import { utf8 } from '../body.ts';
import type { Draft } from './draft.ts';

/** The texts as bodies; those that have the bytes of `body` itself, or cannot be, are left out. */
export function withText(
  body: Uint8Array,
  ...texts: readonly (string | undefined)[]
): Partial<Draft>[] {
  return texts
    .filter((text) => text !== undefined)
    .map(utf8)
    .filter((bytes) => !equalBytes(bytes, body))
    .map((bytes) => ({ body: bytes }));
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** The value of a JSON object or list; `undefined` for anything else. */
export function parseJson(body: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON with a space after each comma and colon, as Python and PHP users write it. */
export function spacedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spacedJson).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}: ${spacedJson(item)}`,
  );
  return `{${fields.join(', ')}}`;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The body without one line break at its end. */
export function withoutNewline(body: Uint8Array): Uint8Array {
  if (body.at(-1) !== LINE_FEED) return body;
  return body.subarray(0, body.at(-2) === CARRIAGE_RETURN ? -2 : -1);
}

/** Other encodings of the same path and query, each once. */
export function reencodings(path: string): string[] {
  const [pathname = '', ...rest] = path.split('?');
  const query = rest.join('?');
  const variants = [
    decode(path),
    query === '' ? path : `${pathname}?${new URLSearchParams(query).toString()}`,
    path.replaceAll('+', '%20'),
    path.replaceAll('%20', '+'),
    path.replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase()),
    path.replace(/%[\da-f]{2}/gi, (escape) => escape.toLowerCase()),
    encodeQuery(pathname, query),
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

/** Each value through encodeURIComponent, as many clients build a query. */
function encodeQuery(pathname: string, query: string): string {
  if (query === '') return pathname;
  const pairs = query.split('&').map((pair) => pair.split('=').map(encodeOnce).join('='));
  return `${pathname}?${pairs.join('&')}`;
}

function encodeOnce(text: string): string {
  return encodeURIComponent(decode(text));
}
