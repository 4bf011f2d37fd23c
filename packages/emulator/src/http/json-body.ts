import { ApiError } from './api-error.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** A JSON object, and how it was written: of money every digit counts. */
export interface JsonBody {
  readonly value: object;
  readonly text: string;
}

/** Reads a JSON object from the bytes of a body, or says what came in its place. */
export function jsonBody(bytes: Uint8Array, contentType: string | undefined): JsonBody {
  if (bytes.length === 0) {
    throw new ApiError('VALIDATION_ERROR', 'body: expected a JSON object, received 0 bytes');
  }
  if (!JSON_TYPE.test(contentType ?? '')) {
    throw new ApiError(
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type: expected application/json, received ${contentType ?? 'none'}`,
    );
  }
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    value = /\\ud[89a-f]/i.test(text) ? parseWellFormed(text) : JSON.parse(text);
  } catch (error) {
    throw new ApiError(
      'VALIDATION_ERROR',
      `body: expected JSON in UTF-8, received ${String(bytes.length)} bytes that do not parse (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('VALIDATION_ERROR', 'body: expected a JSON object, received another value');
  }
  return { value, text };
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** What has no UTF-8 cannot be kept, and not be found again. */
function parseWellFormed(text: string): unknown {
  return JSON.parse(text, (key, value: unknown) => {
    if (LONE_SURROGATE.test(key) || (typeof value === 'string' && LONE_SURROGATE.test(value))) {
      throw new SyntaxError('half of a surrogate pair');
    }
    return value;
  });
}
