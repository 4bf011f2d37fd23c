import { invalidValue, ValidationError } from '@luxcore/errors';
import { utf8 } from '../utf8.ts';
import { isWellFormed } from '../well-formed.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Where a value stands, for the error alone: most bodies never need it as a text. */
interface Place {
  readonly parent: Place | undefined;
  readonly key: string;
  readonly isItem: boolean;
  readonly depth: number;
}

/** Deeper than any body of LuxCore, and shallow enough for what writes it as JSON. */
const MAX_DEPTH = 500;

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
  if (!isRecord(body)) throw invalidValue('INVALID_REQUEST_BODY', 'body', 'an object', body);
  const copy = guarded(() => copyOf(body, '', undefined));
  if (isRecord(copy)) return copy;
  throw invalidValue('INVALID_REQUEST_BODY', 'body', 'an object', copy);
}

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A `toJSON` or a getter that throws, a cycle, endless depth: what JSON could not write either. */
function guarded<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ValidationError) throw cause;
    throw new ValidationError('body: expected what JSON can carry, received what it cannot', {
      code: 'INVALID_REQUEST_BODY',
      cause,
    });
  }
}

function copyOf(given: unknown, key: string, place: Place | undefined): unknown {
  const value = written(given, key);
  switch (typeof value) {
    case 'string':
      if (!isWellFormed(value)) throw fault(place, 'well-formed Unicode', value);
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw fault(place, 'a finite number', value);
      return value;
    case 'boolean':
      return value;
    case 'object':
      if (value !== null) return copyOfObject(value, place);
      if (given instanceof Date) throw fault(place, 'a valid date', given);
      return value;
    case 'undefined':
      // A field is left out; in a list it would become `null`, and at the top nothing.
      if (place?.isItem === false) return value;
  }
  throw fault(place, 'a value that JSON can carry', value);
}

/** What JSON writes in place of a value. */
function written(value: unknown, key: string): unknown {
  if (typeof value !== 'bigint' && (typeof value !== 'object' || value === null)) return value;
  const { toJSON } = value as { toJSON?: unknown };
  return typeof toJSON === 'function' ? (toJSON.call(value, key) as unknown) : value;
}

function copyOfObject(value: object, place: Place | undefined): unknown {
  const depth = (place?.depth ?? 0) + 1;
  if (depth > MAX_DEPTH) throw new RangeError(`more than ${String(MAX_DEPTH)} levels`);
  // Its text would be sent as it is, and what was checked is what a number makes of it.
  if (isRawJson(value)) throw fault(place, 'a plain value, not raw JSON', value);
  if (Array.isArray(value)) {
    return Array.from(value, (item: unknown, index) =>
      copyOf(item, String(index), { parent: place, key: String(index), isItem: true, depth }),
    );
  }
  // A Map, a Set or bytes would become `{}`.
  const tag = Object.prototype.toString.call(value);
  if (tag !== '[object Object]') throw fault(place, `an object or a list, not ${tag}`, value);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const at = { parent: place, key, isItem: false, depth };
    if (!isWellFormed(key)) throw fault(at, 'a name of well-formed Unicode', key);
    const field = copyOf((value as Fields)[key], key, at);
    if (field === undefined) continue;
    if (key === '__proto__') Object.defineProperty(copy, key, { value: field, enumerable: true });
    else copy[key] = field;
  }
  return copy;
}

/** In engines that have it; the library of TypeScript does not know it yet. */
function isRawJson(value: object): boolean {
  return (JSON as { isRawJSON?: (value: object) => boolean }).isRawJSON?.(value) ?? false;
}

function fault(place: Place | undefined, expected: string, value: unknown): ValidationError {
  return invalidValue('INVALID_REQUEST_BODY', pathOf(place) || 'body', expected, value);
}

function pathOf(place: Place | undefined): string {
  if (place === undefined) return '';
  const before = pathOf(place.parent);
  if (place.isItem) return `${before}[${place.key}]`;
  return before === '' ? place.key : `${before}.${place.key}`;
}
