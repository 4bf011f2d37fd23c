import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCodeRow } from './error-codes.ts';
import { errorFromResponse } from './error-from-response.ts';
import { PermissionError, RateLimitError, ValidationError } from './error-kinds.ts';

const ROWS = Object.entries(ERROR_CODES as Readonly<Record<string, ErrorCodeRow>>);
const ANSWERED = ROWS.filter(([, row]) => row.status !== null && row.status >= 400);

describe('errorFromResponse', () => {
  it.each(ANSWERED)('reads %s as its row of ERROR_CODES says', (code, row) => {
    const body = JSON.stringify({ statusCode: row.status, message: 'words', error: code });
    const error = errorFromResponse({ status: row.status ?? 0, body });
    expect(error).toMatchObject({ name: row.class, code, status: row.status, retry: row.retry });
    expect(error.message).toBe(`${String(row.status)} ${code}: words`);
    const isRefusal = [400, 401, 403, 404, 422, 429].includes(row.status ?? 0);
    expect(error.outcome).toBe(isRefusal ? 'rejected' : 'unknown');
  });

  it.each(['PROVIDER_ERROR', 'TRANSACTION_ERROR', 'DATABASE_ERROR', 'TIMEOUT'])(
    'takes %s for what a server may have done before it failed, whatever the status',
    (code) => {
      for (const status of [400, 401, 403, 404, 408, 409, 422, 429, 499, 500, 503, 504]) {
        expect(errorFromResponse({ status, body: { error: code } })).toMatchObject({
          name: 'ServerError',
          code,
          status,
          retry: 'later',
          outcome: 'unknown',
        });
      }
    },
  );

  it('believes a refusal of a documented status alone', () => {
    const rejected = [];
    for (let status = 100; status <= 599; status++) {
      const { outcome } = errorFromResponse({ status, body: { error: 'INSUFFICIENT_BALANCE' } });
      if (outcome === 'rejected') rejected.push(status);
    }
    expect(rejected).toEqual([400, 401, 403, 404, 422, 429]);
  });

  it.each([0, 99, 600, 400.5, -400, Number.NaN, Infinity, '400', 400n, null, undefined, {}, [400]])(
    'believes nothing of an answer whose status is %o',
    (status) => {
      const body = { message: 'words', error: 'INSUFFICIENT_BALANCE' };
      const error = errorFromResponse({ status: status as number, body });
      expect(error).toMatchObject({
        name: 'LuxCoreError',
        code: 'UNEXPECTED_STATUS',
        message: 'no HTTP status, UNEXPECTED_STATUS: words',
        retry: 'never',
        outcome: 'unknown',
      });
      expect('status' in error).toBe(false);
    },
  );

  it.each([100, 599])('believes %i, which is a status still', (status) => {
    expect(errorFromResponse({ status })).toMatchObject({ status });
  });

  it.each([undefined, '', '{}', { statusCode: 400, message: 'words', error: 'TTL_EXPIRED' }])(
    'has no details where the answer tells nothing else: %o',
    (body) => {
      expect('details' in errorFromResponse({ status: 400, body })).toBe(false);
    },
  );

  it('takes no code from an answer that is no error', () => {
    for (const [status, code] of [
      [200, 'UNEXPECTED_STATUS'],
      [302, 'UNEXPECTED_REDIRECT'],
    ] as const) {
      const error = errorFromResponse({ status, body: { error: 'PROVIDER_ERROR' } });
      expect(error).toMatchObject({ code, retry: 'never', outcome: 'unknown' });
    }
  });

  it('takes no code that is empty of sense or endless', () => {
    const codeOf = (error: unknown) => errorFromResponse({ status: 500, body: { error } }).code;
    expect(codeOf('AB')).toBe('AB');
    expect(codeOf('A'.repeat(64))).toBe('A'.repeat(64));
    for (const error of ['A', 'A'.repeat(65), 'aB', 'A-B', '1AB', ['AB'], 'AB\n', ' AB']) {
      expect(codeOf(error)).toBe('SERVER_ERROR');
    }
  });

  it.each([
    ['a list in a list', [['a']], '400 VALIDATION_ERROR'],
    ['an object', { text: 'a' }, '400 VALIDATION_ERROR'],
    ['a number', 7, '400 VALIDATION_ERROR'],
    ['null', null, '400 VALIDATION_ERROR'],
    ['an empty text', '', '400 VALIDATION_ERROR'],
    ['a list of all', ['a', 7, null, {}, 'b'], '400 VALIDATION_ERROR: a; b'],
  ])('reads a message that is %s', (_, message, expected) => {
    expect(errorFromResponse({ status: 400, body: JSON.stringify({ message }) }).message).toBe(
      expected,
    );
  });

  it('survives headers that cannot be read', () => {
    const fail = () => {
      throw new Error('no');
    };
    for (const headers of [
      { entries: fail, get: fail },
      new Proxy({}, { get: fail }),
      [],
      'x',
      7,
    ]) {
      const error = errorFromResponse({ status: 400, headers: headers });
      expect(error.message).toBe('400 VALIDATION_ERROR');
      expect('requestId' in error).toBe(false);
    }
  });

  it('survives bodies that cannot be read', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = {
      get message(): string {
        throw new Error('no');
      },
    };
    for (const body of [
      proxy,
      hostile,
      [],
      7,
      Symbol('x'),
      () => 1,
      new DataView(new ArrayBuffer(0)),
    ]) {
      expect(errorFromResponse({ status: 400, body }).message).toBe('400 VALIDATION_ERROR');
    }
  });

  it('survives deep JSON, keeps what is above it, and stays plain data', () => {
    const depth = 100_000;
    const deep = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const body = `{"error":"LOCK_TIMEOUT","issues":${deep.replaceAll('"a"', '"b"')},"deep":${deep}}`;
    const error = errorFromResponse({ status: 400, body });
    expect(error.code).toBe('LOCK_TIMEOUT');
    expect(JSON.stringify(error)).toContain('[unreadable]');
  });

  it('survives ten million characters, with what is no UTF-8', () => {
    const bytes = new Uint8Array(10_000_000).fill(0xff);
    expect(errorFromResponse({ status: 502, body: bytes }).details).toEqual({
      bodyExcerpt: '\uFFFD'.repeat(200),
    });
    const body = JSON.stringify({ message: 'x'.repeat(10_000_000), error: 'PROVIDER_ERROR' });
    expect(errorFromResponse({ status: 500, body }).code).toBe('PROVIDER_ERROR');
  });

  it('redacts a text before it is cut, so that no half of a secret is left', () => {
    const padding = 'x'.repeat(180);
    for (const [secret, shown] of [
      ['eyJhbGciOi.cHJpdmF0ZQ.c2lnbmVk', 'eyJ[redacted] end'],
      ['Bearer private-token', 'Bearer [redacted] e'],
      ['qp_test_sk_private-key', 'qp_test_sk_[redacted]'],
    ] as const) {
      const { details } = errorFromResponse({ status: 502, body: `${padding} ${secret} end` });
      expect(details?.bodyExcerpt).toBe(`${padding} ${shown}`);
    }
  });

  it.each([
    [300, 'RedirectError', 'UNEXPECTED_REDIRECT', 'never', 'unknown'],
    [307, 'RedirectError', 'UNEXPECTED_REDIRECT', 'never', 'unknown'],
    [399, 'RedirectError', 'UNEXPECTED_REDIRECT', 'never', 'unknown'],
    [400, 'ValidationError', 'VALIDATION_ERROR', 'never', 'rejected'],
    [401, 'AuthenticationError', 'UNAUTHORIZED', 'never', 'rejected'],
    [403, 'PermissionError', 'INSUFFICIENT_SCOPE', 'never', 'rejected'],
    [404, 'NotFoundError', 'NOT_FOUND', 'never', 'rejected'],
    [408, 'TimeoutError', 'REQUEST_TIMEOUT', 'later', 'unknown'],
    [409, 'LuxCoreError', 'UNEXPECTED_STATUS', 'never', 'unknown'],
    [413, 'LuxCoreError', 'UNEXPECTED_STATUS', 'never', 'unknown'],
    [422, 'ValidationError', 'VALIDATION_ERROR', 'never', 'rejected'],
    [429, 'RateLimitError', 'RATE_LIMIT_EXCEEDED', 'later', 'rejected'],
    [499, 'LuxCoreError', 'UNEXPECTED_STATUS', 'never', 'unknown'],
    [500, 'ServerError', 'SERVER_ERROR', 'later', 'unknown'],
    [501, 'ServerError', 'SERVER_ERROR', 'never', 'unknown'],
    [502, 'ServerError', 'SERVER_ERROR', 'later', 'unknown'],
    [503, 'ServerError', 'SERVICE_UNAVAILABLE', 'later', 'unknown'],
    [504, 'ServerError', 'TIMEOUT', 'later', 'unknown'],
    [200, 'LuxCoreError', 'UNEXPECTED_STATUS', 'never', 'unknown'],
  ])('reads a bare %i as %s %s', (status, name, code, retry, outcome) => {
    for (const body of [undefined, '', '{}', { error: 'Bad Request' }, { error: 7 }]) {
      expect(errorFromResponse({ status, body })).toMatchObject({
        name,
        code,
        retry,
        outcome,
        status,
      });
    }
  });

  it('keeps a code that LuxCore has added since', () => {
    expect(errorFromResponse({ status: 400, body: { error: 'NEW_RULE' } })).toMatchObject({
      name: 'PaymentError',
      code: 'NEW_RULE',
      retry: 'never',
    });
    expect(errorFromResponse({ status: 500, body: { error: 'NEW_FAULT' } })).toMatchObject({
      name: 'ServerError',
      code: 'NEW_FAULT',
      retry: 'later',
    });
    expect(errorFromResponse({ status: 400, body: { error: '__proto__' } }).code).toBe(
      'VALIDATION_ERROR',
    );
    expect(errorFromResponse({ status: 400, body: { error: 'constructor' } }).code).toBe(
      'VALIDATION_ERROR',
    );
  });

  it('reads a list of messages, as one text and as issues', () => {
    const error = errorFromResponse({
      status: 422,
      body: { message: ['amount must be an integer', 'type is missing', 7] },
    });
    expect(error.message).toBe('422 VALIDATION_ERROR: amount must be an integer; type is missing');
    expect((error as ValidationError).issues).toEqual([
      { path: '', message: 'amount must be an integer' },
      { path: '', message: 'type is missing' },
    ]);
  });

  it('prefers issues that the answer spells out', () => {
    const issues = [{ path: 'amount', expected: 'integer', received: '1.5' }];
    const foreign = [...issues, 1, null, {}];
    const error = errorFromResponse({ status: 400, body: { message: 'amount', issues: foreign } });
    expect((error as ValidationError).issues).toEqual(issues);
  });

  it('names the missing scopes, from the answer or else from the operation', () => {
    const named = errorFromResponse(
      { status: 403, body: { missing_scopes: ['balance.read', 7] } },
      { scopes: ['payments.read'] },
    );
    expect((named as PermissionError).missingScopes).toEqual(['balance.read']);
    const known = errorFromResponse({ status: 403 }, { scopes: ['payments.read'] });
    expect((known as PermissionError).missingScopes).toEqual(['payments.read']);
  });

  it.each([
    ['HTML', '<html><body>502 Bad Gateway</body></html>'],
    ['half a JSON text', '{"statusCode": 40'],
    ['a JSON list', '[1]'],
    ['a JSON null', 'null'],
  ])('keeps the beginning of %s, and no more than 200 characters', (_, body) => {
    const error = errorFromResponse({ status: 502, body: body.padEnd(10_000) });
    expect(error.details?.bodyExcerpt).toBe(body.padEnd(200).slice(0, 200));
  });

  it('reads bytes, also those that are no UTF-8', () => {
    const body = new TextEncoder().encode('{"error":"LOCK_TIMEOUT"}');
    expect(errorFromResponse({ status: 400, body }).code).toBe('LOCK_TIMEOUT');
    expect(errorFromResponse({ status: 400, body: body.buffer }).code).toBe('LOCK_TIMEOUT');
    expect(errorFromResponse({ status: 400, body: new Uint8Array([0xff, 0xfe]) }).code).toBe(
      'VALIDATION_ERROR',
    );
  });

  it('carries request id, reference and the other fields, without secrets', () => {
    const error = errorFromResponse(
      {
        status: 401,
        headers: { 'X-Request-Id': 'req_1' },
        body: { message: 'key qp_test_sk_abc', hint: { secret: 'plain' } },
      },
      { merchantReference: 'order-1' },
    );
    expect(error).toMatchObject({
      requestId: 'req_1',
      merchantReference: 'order-1',
      details: { hint: { secret: '[redacted]' } },
    });
    expect(error.message).not.toContain('sk_abc');
    expect(
      errorFromResponse({ status: 401, headers: new Headers({ 'x-request-id': 'req_2' }) })
        .requestId,
    ).toBe('req_2');
    expect(errorFromResponse({ status: 401, headers: new Headers() }).requestId).toBeUndefined();
  });

  it.each([
    ['7', undefined, 7_000],
    ['0', undefined, 0],
    [' 3 ', undefined, 3_000],
    ['Tue, 24 Nov 2026 10:00:30 GMT', 'Tue, 24 Nov 2026 10:00:00 GMT', 30_000],
    ['Tue, 24 Nov 2026 10:00:00 GMT', 'Tue, 24 Nov 2026 10:00:30 GMT', 0],
    ['Tue, 24 Xyz 2026 10:00:30 GMT', 'Tue, 24 Nov 2026 10:00:00 GMT', undefined],
    ['7s', undefined, undefined],
    ['-7', undefined, undefined],
    ['1e3', undefined, undefined],
    ['2026', undefined, 2_026_000],
    ['2026-11-24', undefined, undefined],
    ['9999999999', undefined, undefined],
    ['999999999', undefined, 999_999_999_000],
    ['', undefined, undefined],
    ['1 2', undefined, undefined],
    ['x Tue, 24 Nov 2026 10:00:30 GMT', 'Tue, 24 Nov 2026 10:00:00 GMT', undefined],
    ['Tue, 24 Nov 2026 10:00:30 GMT x', 'Tue, 24 Nov 2026 10:00:00 GMT', undefined],
    ['Tue, 24 Nov 2026 10:00:30 GMT+0100', 'Tue, 24 Nov 2026 10:00:00 GMT', undefined],
  ])('reads Retry-After %j with Date %j as %s ms', (retryAfter, date, expected) => {
    const headers = { 'retry-after': retryAfter, ...(date === undefined ? {} : { date }) };
    const error = errorFromResponse({ status: 429, headers }) as RateLimitError;
    expect(error.retryAfterMs).toBe(expected);
  });

  it('takes it of a 503 too', () => {
    const error = errorFromResponse({ status: 503, headers: { 'Retry-After': '7' } });
    expect(error).toMatchObject({ name: 'ServerError', retryAfterMs: 7000 });
    expect('retryAfterMs' in errorFromResponse({ status: 503 })).toBe(false);
  });

  it('measures a Retry-After date against the own clock where the answer has no Date', () => {
    const inAMinute = new Date(Date.now() + 60_000).toUTCString();
    const error = errorFromResponse({
      status: 429,
      headers: { 'retry-after': inAMinute },
    }) as RateLimitError;
    expect(error.retryAfterMs).toBeGreaterThan(55_000);
    expect(error.retryAfterMs).toBeLessThanOrEqual(60_000);
  });
});

describe('a body that speaks of a 5xx', () => {
  it.each([500, 503, 599])(
    'of statusCode %i tells of no refusal, whatever the status',
    (statusCode) => {
      const error = errorFromResponse({ status: 400, body: { statusCode, message: 'x' } });
      expect(error).toMatchObject({ name: 'ServerError', outcome: 'unknown', retry: 'later' });
    },
  );

  it.each([400, 499, '500', { valueOf: () => 500 }, null])(
    'is none where its statusCode is %o',
    (statusCode) => {
      const error = errorFromResponse({ status: 400, body: { statusCode, message: 'x' } });
      expect(error).toMatchObject({ name: 'ValidationError', outcome: 'rejected' });
    },
  );
});

it('takes every code that LuxCore answers with a 5xx for an unknown outcome, whatever the status', () => {
  const codes = [
    'PROVIDER_ERROR',
    'TRANSACTION_ERROR',
    'DATABASE_ERROR',
    'TIMEOUT',
    'SERVER_ERROR',
    'SERVICE_UNAVAILABLE',
  ];
  for (const code of codes) {
    const body = JSON.stringify({ statusCode: 400, message: 'no', error: code });
    const error = errorFromResponse({ status: 400, headers: {}, body });
    expect(error).toMatchObject({ name: 'ServerError', code, outcome: 'unknown' });
  }
});
