import { ApiError } from './api-error.ts';

const JSON_TYPE = /^application\/json\s*(?:;|$)/i;

/** Reads a JSON object from the bytes of a body, or says what came in its place. */
export function jsonBody(bytes: Uint8Array, contentType: string | undefined): object {
  if (bytes.length === 0) {
    throw new ApiError('VALIDATION_ERROR', 'body: expected a JSON object, received 0 bytes');
  }
  if (!JSON_TYPE.test(contentType ?? '')) {
    throw new ApiError(
      'UNSUPPORTED_MEDIA_TYPE',
      `Content-Type: expected application/json, received ${contentType ?? 'none'}`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new ApiError(
      'VALIDATION_ERROR',
      `body: expected JSON in UTF-8, received ${String(bytes.length)} bytes that do not parse (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ApiError('VALIDATION_ERROR', 'body: expected a JSON object, received another value');
  }
  return value;
}
