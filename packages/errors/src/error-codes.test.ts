import { expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCodeRow } from './error-codes.ts';
import { errorFromResponse } from './error-from-response.ts';
import * as kinds from './error-kinds.ts';
import { LuxCoreError } from './luxcore-error.ts';

const ROWS = Object.entries(ERROR_CODES as Readonly<Record<string, ErrorCodeRow>>);

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

it('leaves without a mark what LuxCore documents, with the documented status', () => {
  const documented = ROWS.filter(([, row]) => !row.assumed && !row.local);
  expect(Object.fromEntries(documented.map(([code, row]) => [code, row.status]))).toEqual({
    INVALID_API_KEY: 401,
    INSUFFICIENT_BALANCE: 400,
    MISSING_REQUISITES: 400,
    NO_AVAILABLE_REQUISITES: 400,
    LOCK_TIMEOUT: 400,
    PROVIDER_ERROR: 500,
    TRANSACTION_ERROR: 500,
    DATABASE_ERROR: 500,
    TIMEOUT: 504,
    VALIDATION_ERROR: 400,
    INVALID_WITHDRAWAL_DATA: 400,
    INVALID_CLABE: 400,
    INVALID_CVU: 400,
    INVALID_METHOD: 400,
    METHOD_NOT_CONFIGURED: 400,
    METHOD_NOT_AVAILABLE: 400,
    WITHDRAWAL_NOT_SUPPORTED: 400,
    UNSUPPORTED_CURRENCY: 400,
    LIMIT_EXCEEDED: 400,
    DAILY_LIMIT_EXCEEDED: 400,
    MONTHLY_LIMIT_EXCEEDED: 400,
    TTL_EXPIRED: 400,
    PAYMENT_ALREADY_PROCESSED: 400,
    DUPLICATE_REFERENCE: 400,
    MERCHANT_REFERENCE_DUPLICATE: 200,
    PAYMENT_ALREADY_EXISTS: 400,
  });
});

it('marks what is assumed of LuxCore, and calls nothing both assumed and local', () => {
  const assumed = ROWS.filter(([, row]) => row.assumed);
  expect(assumed.map(([code]) => code)).toEqual([
    'INVALID_SIGNATURE',
    'TIMESTAMP_OUT_OF_RANGE',
    'NONCE_REUSED',
    'UNSUPPORTED_SIGNATURE_VERSION',
    'INVALID_MERCHANT',
    'UNAUTHORIZED',
    'INSUFFICIENT_SCOPE',
    'NOT_FOUND',
    'RATE_LIMIT_EXCEEDED',
    'SERVER_ERROR',
    'SERVICE_UNAVAILABLE',
  ]);
  expect(assumed.filter(([, row]) => row.local)).toEqual([]);
});

it.each(ROWS.filter(([, row]) => row.status === null || row.status < 400))(
  '%s, which no answer refuses with, has the retry that its class starts from',
  (code, row) => {
    const Kind = { LuxCoreError, ...kinds }[row.class];
    expect(new Kind('words', { code }).retry).toBe(row.retry);
  },
);
