import { expect, it } from 'vitest';
import { ERROR_CODES } from './error-codes.ts';
import { errorFromResponse } from './error-from-response.ts';
import * as kinds from './error-kinds.ts';
import { LuxCoreError } from './luxcore-error.ts';

// All that a verifier of signatures refuses a request with, and the status that a server answers.
it.each([
  ['MISSING_HEADER', 401],
  ['DUPLICATE_HEADER', 401],
  ['UNSUPPORTED_SIGNATURE_VERSION', 401],
  ['INVALID_MERCHANT', 401],
  ['INVALID_TIMESTAMP', 401],
  ['INVALID_NONCE', 401],
  ['MALFORMED_SIGNATURE', 401],
  ['INVALID_HTTP_METHOD', 401],
  ['INVALID_PATH', 401],
  ['INVALID_BODY', 401],
  ['TIMESTAMP_OUT_OF_RANGE', 401],
  ['INVALID_SIGNATURE', 401],
  ['NONCE_REUSED', 401],
  ['NONCE_STORE_UNAVAILABLE', 503],
  ['VERIFIER_UNAVAILABLE', 503],
] as const)('%s has the status that it is answered with, %i', (code, status) => {
  const row = ERROR_CODES[code];
  expect(row.status).toBe(status);
  expect(row.class).toBe(status === 401 ? 'AuthenticationError' : 'ServerError');
  expect(errorFromResponse({ status, body: { error: code } }).name).toBe(row.class);
});

it('names classes that exist, and says what to do in a sentence', () => {
  const classes = Object.keys({ LuxCoreError, ...kinds });
  for (const row of Object.values(ERROR_CODES)) {
    expect(classes).toContain(row.class);
    expect(row.advice).toMatch(/^[A-Z].+\.$/);
  }
});
