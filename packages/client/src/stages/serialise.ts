import { invalidValue, ValidationError } from '@luxcore/errors';
import { isWellFormed } from '../well-formed.ts';

/** The bytes of a body, made once: the very same are signed and sent. */
export function serialise(record: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(record));
}

/**
 * Returns a body as the plain data that JSON makes of it, and refuses what JSON would lose or change
 * in silence. What is checked afterwards is then what is sent, whatever getters and `toJSON` do.
 *
 * @throws {ValidationError} `INVALID_REQUEST_BODY`, naming the field
 */
export function jsonRecord(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidValue('INVALID_REQUEST_BODY', 'body', 'an object', body);
  }
  const text = stringify(body);
  if (!text.startsWith('{')) {
    throw invalidValue('INVALID_REQUEST_BODY', 'body', 'an object', JSON.parse(text));
  }
  return JSON.parse(text) as Record<string, unknown>;
}

function stringify(body: object): string {
  // A holder is visited as a value before its own fields are, so its path is known by then.
  const paths = new Map<unknown, string>();
  function check(this: unknown, key: string, value: unknown): unknown {
    const path = paths.size === 0 ? '' : join(paths.get(this), key, this);
    const expected = faultOf(this, key, value);
    if (expected !== undefined) {
      throw invalidValue('INVALID_REQUEST_BODY', path === '' ? 'body' : path, expected, value);
    }
    if (typeof value === 'object' && value !== null) paths.set(value, path);
    return value;
  }
  try {
    return JSON.stringify(body, check);
  } catch (cause) {
    if (cause instanceof ValidationError) throw cause;
    throw new ValidationError('body: expected what JSON can carry, received what it cannot', {
      code: 'INVALID_REQUEST_BODY',
      cause,
    });
  }
}

/** What was expected in place of a value, or `undefined` where nothing is wrong with it. */
function faultOf(holder: unknown, key: string, value: unknown): string | undefined {
  if (!isWellFormed(key)) return 'a name of well-formed Unicode';
  switch (typeof value) {
    case 'undefined':
      return isHole(holder, key) ? 'a value that JSON can carry' : undefined;
    case 'string':
      return isWellFormed(value) ? undefined : 'well-formed Unicode';
    case 'number':
      return Number.isFinite(value) ? undefined : 'a finite number';
    case 'object':
      return objectFault(holder, key, value);
    case 'boolean':
      return undefined;
    default:
      return 'a value that JSON can carry';
  }
}

/** An `undefined` field is left out; in a list it would become `null`, and at the top nothing. */
function isHole(holder: unknown, key: string): boolean {
  return Array.isArray(holder) || key === '';
}

/** A Map, a Set or bytes would become `{}`, and a Date that is none `null`. */
function objectFault(holder: unknown, key: string, value: object | null): string | undefined {
  if (value === null) {
    return (holder as Record<string, unknown>)[key] instanceof Date ? 'a valid date' : undefined;
  }
  // Its text would be sent as it is, and what was checked is what a number makes of it.
  if (isRawJson(value)) return 'a plain value, not raw JSON';
  const tag = Object.prototype.toString.call(value);
  const isPlain = tag === '[object Object]' || tag === '[object Array]';
  return isPlain ? undefined : `an object or a list, not ${tag}`;
}

/** In engines that have it; the library of TypeScript does not know it yet. */
function isRawJson(value: object): boolean {
  return (JSON as { isRawJSON?: (value: object) => boolean }).isRawJSON?.(value) ?? false;
}

function join(path: string | undefined, key: string, holder: unknown): string {
  if (Array.isArray(holder)) return `${path ?? ''}[${key}]`;
  return path === undefined || path === '' ? key : `${path}.${key}`;
}
