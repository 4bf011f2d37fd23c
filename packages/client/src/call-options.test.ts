import { describe, expect, it, vi } from 'vitest';
import { checkCallOptions, type CallOptions } from './call-options.ts';

function check(options: unknown): unknown {
  return checkCallOptions(options as CallOptions);
}

describe('checkCallOptions', () => {
  it('takes what was left out for what the client has', () => {
    const expected = { signal: undefined, timeoutMs: undefined, headers: {} };
    expect(check(undefined)).toEqual(expected);
    expect(check({ signal: undefined, timeoutMs: undefined, headers: undefined })).toEqual(
      expected,
    );
  });

  // Pain: a zero that turns a check off.
  it.each([0, -1, Number.NaN, Infinity, 2_147_483_648, '5000', null])(
    'refuses timeoutMs %s',
    (timeoutMs) => {
      expect(() => check({ timeoutMs })).toThrow(/^timeoutMs: expected milliseconds above 0/);
    },
  );

  it.each([0.5, 1, 2_147_483_647])('takes timeoutMs %s', (timeoutMs) => {
    expect(check({ timeoutMs })).toMatchObject({ timeoutMs });
  });

  it('takes a signal by its methods', () => {
    const { signal } = new AbortController();
    const { aborted } = signal;
    const likeOne = { aborted, addEventListener: vi.fn(), removeEventListener: vi.fn() };
    expect(check({ signal })).toMatchObject({ signal });
    expect(check({ signal: likeOne })).toMatchObject({ signal: likeOne });
  });

  it.each([null, {}, 'signal', new AbortController()])('refuses the signal %o', (signal) => {
    expect(() => check({ signal })).toThrow(/^signal: expected an AbortSignal/);
  });

  it('takes headers as a record and as Headers', () => {
    const headers = { 'X-Trace': 'a\tb', 'X-Off': undefined };
    expect(check({ headers })).toMatchObject({ headers: { 'X-Trace': 'a\tb' } });
    expect(check({ headers: new Headers({ 'X-Trace': '1' }) })).toMatchObject({
      headers: { 'x-trace': '1' },
    });
  });

  // Pain: the headers of another realm or a Map have no fields of their own, and were lost.
  it('takes headers from what gives names and texts', () => {
    const foreign = {
      *[Symbol.iterator]() {
        yield ['X-Trace', '1'];
      },
    };
    const nobody = Object.assign(Object.create(null) as object, { 'X-Trace': '1' });
    for (const headers of [foreign, new Map([['X-Trace', '1']]), nobody]) {
      expect(check({ headers })).toMatchObject({ headers: { 'X-Trace': '1' } });
    }
  });

  it.each([
    [
      'a class of its own',
      new (class {
        readonly trace = '1';
      })(),
    ],
    ['a date', new Date(0)],
    ['a set of texts', new Set(['X-Trace'])],
    ['pairs with a name that is no text', new Map([[5, '1']])],
    ['null', null],
    ['a text', 'X-Trace: 1'],
  ])('refuses headers that are %s', (_, headers) => {
    expect(() => check({ headers })).toThrow(/^headers: expected /);
  });

  it.each([
    'Authorization',
    'x-api-key',
    'X-MERCHANT-ID',
    'x-timestamp',
    'x-nonce',
    'x-signature-version',
    'x-signature',
    'content-type',
    'Content-Length',
    'Expect',
    'Cookie',
    'proxy-authorization',
    'X-HTTP-Method-Override',
    'te',
    'Trailer',
    'upgrade',
    'accept',
    'host',
  ])('refuses the header %s', (name) => {
    expect(() => check({ headers: { [name]: 'x' } })).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: `headers: expected none that the client sets itself, received "${name}"`,
      }),
    );
  });

  // Pain: keys inside "Invalid header value" errors (CRLF in an env file).
  it.each(['hunter2\r\nX-Api-Key: 1', 'hunter2\n', 'hunter2\0', 'hunter2 \u20ac', 5, null])(
    'refuses the value %j without showing it',
    (value) => {
      expect(() => check({ headers: { 'X-Mine': value } })).toThrow(
        'headers: expected one line of Latin-1 text for X-Mine, received something else',
      );
    },
  );

  it.each(['', 'a b', 'a\r\nb', 'é'])('refuses the name %j', (name) => {
    expect(() => check({ headers: { [name]: 'x' } })).toThrow(/^headers: expected names/);
  });

  it.each([[[]], ['X: 1'], [null], [5]])('refuses headers that are %j', (headers) => {
    expect(() => check({ headers })).toThrow(/^headers: expected a record/);
  });
});
