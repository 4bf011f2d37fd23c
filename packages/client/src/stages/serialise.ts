import { invalidValue, ValidationError } from '@luxcore/errors';
import { utf8 } from '../utf8.ts';
import { isWellFormed } from '../well-formed.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The bytes of a body, made once: the very same are signed and sent. */
export function serialise(record: Fields): Uint8Array<ArrayBuffer> {
  return utf8(JSON.stringify(record));
}

/**
 * Returns a body as the plain data that JSON makes of it, and refuses what JSON would lose or change
 * in silence. What is checked afterwards is then what is sent, whatever getters and `toJSON` do.
 *
 * @throws {ValidationError} `INVALID_REQUEST_BODY`, naming the field
 */
export function jsonRecord(body: unknown): Fields {
  const copy = isRecord(body) ? copyOf(body) : body;
  if (isRecord(copy)) return copy;
  throw invalidValue('INVALID_REQUEST_BODY', 'body', 'an object', copy);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function copyOf(body: object): unknown {
  /** Where objects and lists stand: a path is written for an error alone. */
  const places = new Map<unknown, readonly [parent: Fields, key: string]>();

  function pathTo(parent: Fields, key: string): string {
    const place = places.get(parent);
    if (place === undefined) return key;
    const before = pathTo(...place);
    if (Array.isArray(parent)) return `${before}[${key}]`;
    return before === '' ? key : `${before}.${key}`;
  }

  function checked(this: Fields, key: string, value: unknown): unknown {
    const expected = isWellFormed(key)
      ? expectedOf(this, key, value, !places.has(this))
      : 'a name of well-formed Unicode';
    if (expected !== undefined) {
      throw invalidValue('INVALID_REQUEST_BODY', pathTo(this, key) || 'body', expected, value);
    }
    if (typeof value === 'object') places.set(value, [this, key]);
    return value;
  }

  try {
    return JSON.parse(JSON.stringify(body, checked));
  } catch (cause) {
    if (cause instanceof ValidationError) throw cause;
    // A `toJSON` or a getter that throws, a cycle, endless depth.
    throw new ValidationError('body: expected what JSON can carry, received what it cannot', {
      code: 'INVALID_REQUEST_BODY',
      cause,
    });
  }
}

/** What is expected in place of a value that JSON would lose or change; `undefined`: it is as it should be. */
function expectedOf(
  parent: Fields,
  key: string,
  value: unknown,
  isWhole: boolean,
): string | undefined {
  switch (typeof value) {
    case 'string':
      return isWellFormed(value) ? undefined : 'well-formed Unicode';
    case 'number':
      return Number.isFinite(value) ? undefined : 'a finite number';
    case 'boolean':
      return undefined;
    case 'object':
      if (value !== null) return expectedObject(value);
      // Or JSON has made it of a date that is none.
      return parent[key] instanceof Date ? 'a valid date' : undefined;
    case 'undefined':
      // A field is left out; in a list it would become `null`, and at the top nothing.
      if (!isWhole && !Array.isArray(parent)) return undefined;
  }
  return 'a value that JSON can carry';
}

function expectedObject(value: object): string | undefined {
  // Its text would be sent as it is, and what was checked is what a number makes of it.
  if (isRawJson(value)) return 'a plain value, not raw JSON';
  // A Map, a Set or bytes would become `{}`.
  const tag = Object.prototype.toString.call(value);
  return Array.isArray(value) || tag === '[object Object]'
    ? undefined
    : `an object or a list, not ${tag}`;
}

/** In engines that have it; the library of TypeScript does not know it yet. */
function isRawJson(value: object): boolean {
  return (JSON as { isRawJSON?: (value: object) => boolean }).isRawJSON?.(value) ?? false;
}
