import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import * as kinds from './error-kinds.ts';
import { isLuxCoreError } from './is-luxcore-error.ts';
import { LuxCoreError } from './luxcore-error.ts';

const ALL = Object.entries({ LuxCoreError, ...kinds });

describe('LuxCoreError and its kinds', () => {
  it.each(ALL)('%s has its literal name, also in its stack', (name, Kind) => {
    const error = new Kind('words', { code: 'ABORTED' });
    expect(error).toBeInstanceOf(LuxCoreError);
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe(name);
    expect(error.stack?.startsWith(`${name}: words`)).toBe(true);
    expect(inspect(error)).toContain(`${name}: words`);
  });

  it('claims nothing about a request unless it is told', () => {
    const error = new LuxCoreError('words', { code: 'INVALID_OPTION' });
    expect({ ...error }).toEqual({ code: 'INVALID_OPTION', retry: 'never', outcome: 'not_sent' });
    expect('status' in error).toBe(false);
    expect('cause' in error).toBe(false);
  });

  it.each([
    [kinds.ServerError, 'later', 'unknown'],
    [kinds.ConnectionError, 'later', 'unknown'],
    [kinds.TimeoutError, 'later', 'unknown'],
    [kinds.AbortedError, 'never', 'unknown'],
    [kinds.RedirectError, 'never', 'unknown'],
    [kinds.OutcomeUnknownError, 'never', 'unknown'],
    [kinds.RateLimitError, 'later', 'not_sent'],
    [kinds.PaymentError, 'never', 'not_sent'],
  ] as const)(
    '%o starts from retry %s and outcome %s, and both can be told',
    (Kind, retry, outcome) => {
      expect(new Kind('words', { code: 'ABORTED' })).toMatchObject({ retry, outcome });
      expect(
        new Kind('words', { code: 'ABORTED', retry: undefined, outcome: undefined }),
      ).toMatchObject({ retry, outcome });
      expect(
        new Kind('words', { code: 'ABORTED', retry: 'resign', outcome: 'rejected' }),
      ).toMatchObject({ retry: 'resign', outcome: 'rejected' });
    },
  );

  it('carries what each kind adds', () => {
    expect(
      new kinds.PermissionError('', {
        code: 'INSUFFICIENT_SCOPE',
        missingScopes: ['payments.create'],
      }).missingScopes,
    ).toEqual(['payments.create']);
    expect(new kinds.PermissionError('', { code: 'INSUFFICIENT_SCOPE' }).missingScopes).toEqual([]);
    expect(
      new kinds.RateLimitError('', { code: 'RATE_LIMIT_EXCEEDED', retryAfterMs: 0 }).retryAfterMs,
    ).toBe(0);
    expect('retryAfterMs' in new kinds.RateLimitError('', { code: 'RATE_LIMIT_EXCEEDED' })).toBe(
      false,
    );
    expect(
      new kinds.ValidationError('', { code: 'INVALID_AMOUNT', issues: [{ path: 'amount' }] })
        .issues,
    ).toEqual([{ path: 'amount' }]);
    expect(new kinds.ValidationError('', { code: 'INVALID_AMOUNT' }).issues).toEqual([]);
  });

  it('shows no secret in message, details, issues, cause, JSON, inspection or stack', () => {
    const key = 'qp_prod_sk_veryprivate';
    const error = new kinds.ValidationError(`bad ${key}`, {
      code: 'INVALID_OPTION',
      requestId: key,
      merchantReference: key,
      details: { headers: { authorization: 'plain' }, text: key },
      issues: [{ path: 'auth', received: key }],
      cause: new TypeError(`Invalid header value "${key}"`),
    });
    for (const shown of [
      inspect(error, { depth: 9 }),
      JSON.stringify(error),
      String(error),
      error.stack,
    ]) {
      expect(shown).not.toMatch(/veryprivate|plain/);
      expect(shown).toContain('[redacted]');
    }
  });

  it('becomes plain data in JSON, with its cause', () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const error = new kinds.ConnectionError('no answer', {
      code: 'CONNECTION_FAILED',
      status: 502,
      cause,
    });
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: 'ConnectionError',
      message: 'no answer',
      code: 'CONNECTION_FAILED',
      retry: 'later',
      outcome: 'unknown',
      status: 502,
      cause: { name: 'Error', message: 'refused', code: 'ECONNREFUSED' },
    });
    expect(error.cause).toBe(cause);
    const outer = new LuxCoreError('', { code: 'OUTCOME_UNKNOWN', cause: error });
    expect(outer.cause).toBe(error);
    expect(outer.toJSON().cause).toMatchObject({ code: 'CONNECTION_FAILED', status: 502 });
    const big = new LuxCoreError('', { code: 'ABORTED', cause: Object.assign(cause, { n: 1n }) });
    expect(JSON.stringify(big)).toContain('"n":"1"');
    expect('cause' in new LuxCoreError('', { code: 'ABORTED' }).toJSON()).toBe(false);
    expect(new LuxCoreError('', { code: 'ABORTED', cause: 'a word' }).toJSON().cause).toBe(
      'a word',
    );
  });
});

describe('the reference of a payment', () => {
  it.each(['order-1', 'Basic subscription', 'eyJa.b.c', 'Bearer Jonathan'])(
    'is kept as it is, to look the payment up by: %s',
    (merchantReference) => {
      const error = new LuxCoreError('', { code: 'ABORTED', merchantReference });
      expect(error.merchantReference).toBe(merchantReference);
      expect(error.toJSON().merchantReference).toBe(merchantReference);
    },
  );

  it.each([
    ['qp_test_sk_abc', 'qp_test_sk_[redacted]'],
    ['whsec_abc', 'whsec_[redacted]'],
  ])('is redacted where it is a key: %s', (merchantReference, expected) => {
    const error = new LuxCoreError('', { code: 'ABORTED', merchantReference });
    expect(error.merchantReference).toBe(expected);
  });

  it('is left out where it is no text', () => {
    const error = new LuxCoreError('', { code: 'ABORTED', merchantReference: 7 as never });
    expect('merchantReference' in error).toBe(false);
  });
});

describe('isLuxCoreError', () => {
  it('knows every kind', () => {
    for (const [, Kind] of ALL)
      expect(isLuxCoreError(new Kind('', { code: 'ABORTED' }))).toBe(true);
  });

  it('knows an error of another copy, in another realm, where instanceof fails', () => {
    const foreign: unknown = runInNewContext(
      `const e = new Error('words'); Object.defineProperty(e, Symbol.for('@luxcore/errors'), { value: true }); e`,
    );
    expect(foreign).not.toBeInstanceOf(Error);
    expect(isLuxCoreError(foreign)).toBe(true);
  });

  it.each([
    undefined,
    null,
    0,
    'LuxCoreError',
    {},
    new Error('LuxCoreError'),
    { name: 'LuxCoreError', code: 'ABORTED' },
    { [Symbol.for('@luxcore/errors')]: false },
  ])('refuses %o', (value) => {
    expect(isLuxCoreError(value)).toBe(false);
  });
});
