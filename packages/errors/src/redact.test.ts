import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it.each([
    ['an API key', 'sent qp_test_sk_abc123 twice', 'sent qp_test_sk_[redacted] twice'],
    ['a production key', '"qp_prod_sk_a-b_c"', '"qp_prod_sk_[redacted]"'],
    ['the older form of a key', 'qp_test_abc', 'qp_test_[redacted]'],
    ['a webhook secret', 'whsec_AbC+/=', 'whsec_[redacted]'],
    ['a bearer token', 'Authorization: Bearer a.b-c1234=', 'Authorization: Bearer [redacted]'],
    ['a JWT', 'token eyJhbGciOiJI.eyJzdWIi.SflKx end', 'token eyJ[redacted] end'],
    [
      'a key before a line break',
      'bad header: qp_test_sk_abc\\r\\n',
      'bad header: qp_test_sk_[redacted]\\r\\n',
    ],
  ])('hides %s inside a text', (_, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it.each([
    'qp_test',
    'whsec',
    'a bearer of news',
    'merchant_reference',
    'basically',
    'qp_prod_sk_ or `qp_test_sk_`',
    'whsec_ and qp_test_',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
  });

  it.each([
    'X-API-Key',
    'apiKey',
    'api_keys',
    'Authorization',
    'Proxy-Authorization',
    'cookie',
    'Set-Cookie',
    'secret',
    'hmacSecret',
    'LUXCORE_HMAC_SECRET',
    'secrets',
    'accessToken',
    'password',
    'X-Signature',
  ])('hides the value of a field named %s', (name) => {
    expect(redact({ [name]: 'plain words' })).toEqual({ [name]: '[redacted]' });
    expect(redact({ [name]: ['plain words'] })).toEqual({ [name]: '[redacted]' });
  });

  it('shows that a secret is missing', () => {
    expect(redact({ secret: undefined, token: null })).toEqual({ secret: undefined, token: null });
  });

  it('copies plain data, and never changes its input', () => {
    const clean = { a: [1, { b: 'c' }], e: null };
    expect(redact(clean)).toEqual(clean);
    const dirty = Object.freeze({ list: Object.freeze(['whsec_1']), gone: undefined });
    expect(redact(dirty)).toEqual({ list: ['whsec_[redacted]'] });
    expect(dirty.list[0]).toBe('whsec_1');
    expect(redact([new Date(0), 2n])).toEqual(['1970-01-01T00:00:00.000Z', '2']);
    for (const value of [undefined, null, 7, true]) expect(redact(value)).toBe(value);
  });

  it('reads Headers, maps, sets and the fields of class instances', () => {
    class Holder {
      readonly key = 'qp_test_sk_1';
    }
    expect(redact(new Headers({ 'x-api-key': 'a', accept: 'b' }))).toEqual({
      'x-api-key': '[redacted]',
      accept: 'b',
    });
    expect(redact(new Map([['secret', 1]]))).toEqual({ secret: '[redacted]' });
    expect(redact(new Set(['whsec_1']))).toEqual({ 'whsec_[redacted]': 'whsec_[redacted]' });
    expect(redact(new Holder())).toEqual({ key: 'qp_test_sk_[redacted]' });
  });

  it('never hands on a foreign object, which may show more than its fields', () => {
    const request = new Request('http://localhost/', { headers: { 'x-api-key': 'qp_test_sk_1' } });
    expect(redact({ request })).toEqual({ request: {} });
  });

  it('hides secrets in what an inspection of an error shows beside its fields', () => {
    const many = new AggregateError([new Error('qp_test_sk_abc')], 'x');
    expect(inspect(redact(many), { depth: 9, showHidden: true })).not.toContain('sk_abc');
    const marked = Object.assign(new Error('x'), { [Symbol('note')]: 'whsec_abc' });
    expect(inspect(redact(marked))).not.toContain('whsec_abc');
    const clean = Object.assign(new AggregateError([new Error('y')], 'x'), { [Symbol('n')]: true });
    expect(redact(clean)).toBe(clean);
  });

  it('hides secrets that are the names of fields', () => {
    expect(redact({ qp_test_sk_abc: 7 })).toEqual({ 'qp_test_sk_[redacted]': 7 });
    expect(redact(new Map([['whsec_1', 7]]))).toEqual({ 'whsec_[redacted]': 7 });
  });

  it('describes bytes instead of showing them', () => {
    expect(redact(new TextEncoder().encode('secret'))).toBe('[6 bytes]');
    expect(redact(new ArrayBuffer(3))).toBe('[3 bytes]');
    expect(redact({ key: Buffer.from('secret') })).toEqual({ key: '[6 bytes]' });
    expect(redact(Buffer.from('secret'))).toBe('[6 bytes]');
  });

  it('ends at cycles, and survives any depth and size', () => {
    const cycle: Record<string, unknown> = { note: 'whsec_1' };
    cycle.self = cycle;
    expect(redact(cycle)).toEqual({ note: 'whsec_[redacted]', self: '[circular]' });
    let deep: unknown = 'whsec_1';
    for (let level = 0; level < 100_000; level++) deep = { deep };
    const shown = JSON.stringify(redact(deep));
    expect(shown).toBe(`${'{"deep":'.repeat(64)}"[unreadable]"${'}'.repeat(64)}`);
    const wide = Array.from({ length: 5_000 }, () => ({ a: 'whsec_1' }));
    expect(JSON.stringify(redact(wide))).not.toContain('whsec_1"');
  });

  it('survives hostile getters and revoked proxies', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = {
      get boom(): string {
        throw new Error('no');
      },
    };
    expect(redact([hostile, 1])).toEqual(['[unreadable]', 1]);
    expect(redact([proxy, 1])).toEqual(['[unreadable]', 1]);
    const error = redact(Object.assign(new TypeError('x'), { cause: proxy }));
    expect(error).toMatchObject({ name: 'TypeError', message: 'x', cause: '[unreadable]' });
  });

  it('hides secrets in the message, stack, fields and causes of an error, and keeps a clean one', () => {
    const clean = new TypeError('fetch failed');
    expect(redact(clean)).toBe(clean);
    const dirty = Object.assign(new TypeError('Invalid header value: qp_test_sk_abc'), {
      code: 'ERR_INVALID_CHAR',
      input: 'qp_test_sk_abc',
      cause: new Error('whsec_abc'),
    });
    const safe = redact(dirty);
    expect(inspect(safe)).not.toMatch(/sk_abc|whsec_abc/);
    expect(safe.name).toBe('TypeError');
    expect(safe).toMatchObject({
      code: 'ERR_INVALID_CHAR',
      message: 'Invalid header value: qp_test_sk_[redacted]',
    });
    expect(safe.stack).toBe(dirty.stack?.replace('sk_abc', 'sk_[redacted]'));
    expect(safe.stack).toContain('redact.test.ts');
    expect(Object.keys(safe)).toEqual(expect.arrayContaining(['code', 'input', 'cause']));
  });

  it.each([
    ['a function', () => Object.assign(() => 1, { note: 'whsec_abc' }), '[function]'],
    ['a symbol', () => Symbol('whsec_abc'), '[symbol]'],
  ])('shows %s by its type alone', (_, make, shown) => {
    expect(redact(make())).toBe(shown);
    expect(redact({ a: make(), b: [make()] })).toEqual({ a: shown, b: [shown] });
    expect(redact(Object.assign(new Error('x'), { a: make() }))).toMatchObject({ a: shown });
  });

  it.each([
    [
      'cause of a cause',
      () => new Error('x', { cause: new Error('y', { cause: new Error('whsec_abc') }) }),
    ],
    ['cause that is a text', () => new Error('x', { cause: 'whsec_abc' })],
    ['error among errors', () => new AggregateError([new Error('y', { cause: 'whsec_abc' })], 'x')],
    ['stack', () => Object.assign(new Error('x'), { stack: 'Error: whsec_abc' })],
    [
      'stack of a cause',
      () => new Error('x', { cause: Object.assign(new Error('y'), { stack: 'whsec_abc' }) }),
    ],
    ['name', () => Object.defineProperty(new Error('x'), 'name', { value: 'whsec_abc' })],
    ...['name', 'message', 'stack', 'cause'].map((field): [string, () => Error] => [
      `${field} that is inherited`,
      // With a stack of its own: the engine writes the message into one that nobody has read yet.
      () =>
        Object.create(
          Object.assign(new Error('x'), { stack: 'Error: x', [field]: 'whsec_abc' }),
        ) as Error,
    ]),
    ['hidden field', () => Object.defineProperty(new Error('x'), 'note', { value: 'whsec_abc' })],
    [
      'hidden field of a field',
      () =>
        Object.assign(new Error('x'), {
          a: Object.defineProperty({}, 'b', { value: 'whsec_abc' }),
        }),
    ],
    [
      'symbol of a field',
      () => Object.assign(new Error('x'), { a: { [Symbol('b')]: 'whsec_abc' } }),
    ],
    [
      'field of a list',
      () => Object.assign(new Error('x'), { a: Object.assign([], { b: 'whsec_abc' }) }),
    ],
    ['map', () => Object.assign(new Error('x'), { a: new Map([['b', 'whsec_abc']]) })],
    ['set', () => Object.assign(new Error('x'), { a: new Set(['whsec_abc']) })],
    ['URL', () => Object.assign(new Error('x'), { a: new URL('http://h/?b=whsec_abc') })],
    ['Headers', () => Object.assign(new Error('x'), { a: new Headers({ b: 'whsec_abc' }) })],
    [
      'Request',
      () =>
        Object.assign(new Error('x'), {
          a: new Request('http://h/', { headers: { b: 'whsec_abc' } }),
        }),
    ],
    ['bytes', () => Object.assign(new Error('x'), { a: Buffer.from('whsec_abc') })],
  ])('hands on no error with a secret in a %s', (_, make) => {
    const given: Error = make();
    const safe = redact(given);
    expect(safe).not.toBe(given);
    expect(safe).toBeInstanceOf(Error);
    expect(inspect(safe, { depth: 20, showHidden: true })).not.toMatch(/whsec_abc|119,? 104/);
  });

  it('hands on an error that holds plain data alone, with its causes', () => {
    const error = Object.assign(new Error('x', { cause: new AggregateError([new Error('y')]) }), {
      code: 'E',
      list: [1, { a: true, b: null, c: undefined, d: 2n, secret: '[redacted]' }],
    });
    expect(redact(error)).toBe(error);
  });

  it('shows an error in other data with its causes and fields, without stacks', () => {
    const cause = Object.assign(new Error('y', { cause: 'z' }), { status: 7 });
    const error = new TypeError('x', { cause });
    expect(redact({ error })).toStrictEqual({
      error: {
        name: 'TypeError',
        message: 'x',
        cause: { name: 'Error', message: 'y', cause: 'z', status: 7 },
      },
    });
    const kept = { stack: 'kept', inner: { stack: 'kept' } };
    expect(redact(kept)).toEqual(kept);
  });

  it('keeps fields of a copy as visible as they were', () => {
    const safe = redact(Object.assign(new Error('whsec_abc'), { shown: 1 }));
    expect(Object.keys(safe)).toEqual(['shown']);
  });

  it('changes nothing that is redacted already', () => {
    for (const text of [
      'qp_test_sk_abc',
      'qp_test_abc',
      'whsec_abc.',
      'Bearer abcdefgh',
      'eyJa.b.c',
    ]) {
      const once = redact(`<${text}>`);
      expect(once).toContain('[redacted]');
      expect(redact(once)).toBe(once);
    }
  });

  it.each([
    ['x\nqp_test_sk_abc', 'x\nqp_test_sk_[redacted]'],
    ['x\\nqp_test_sk_abc', 'x\\nqp_test_sk_[redacted]'],
    ['x\\nwhsec_abc', 'x\\nwhsec_[redacted]'],
    ['x\\nBearer abcdefgh', 'x\\nBearer [redacted]'],
    ['x\\neyJa.b.c', 'x\\neyJ[redacted]'],
    ['KEY_QP_PROD_SK_ABC', 'KEY_QP_PROD_SK_[redacted]'],
    ['eyJhbGciOi.cHJpdm', 'eyJ[redacted]'],
    ['eyJa.b.c.d.e end', 'eyJ[redacted] end'],
    ['basic  abcdefgh', 'basic  [redacted]'],
    ['Bearer abcdefg', 'Bearer abcdefg'],
    ['Bearer abcdefgh', 'Bearer [redacted]'],
    ['keyJa.b', 'keyJa.b'],
    ['Eyjafjalla', 'Eyjafjalla'],
  ])('reads %j as %j, in data too', (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(redact({ text })).toEqual({ text: expected });
  });

  it.each(['x-api key', 'secretKey', 'SECRET.KEYS', 'x-webhook-signature'])(
    'knows the name %s',
    (name) => {
      expect(redact({ [name]: 1 })).toEqual({ [name]: '[redacted]' });
    },
  );

  it.each(['signature', 'secretary', 'authorized', 'merchant_reference', 'tokens_used'])(
    'leaves the value of a field named %s',
    (name) => {
      expect(redact({ [name]: 'a' })).toEqual({ [name]: 'a' });
    },
  );

  it.each([
    'qp_test_sk_',
    'qp_test_',
    'whsec_',
    'Bearer ',
    'Bearer',
    'Bearer\t',
    ' ',
    'eyJ',
    'eyJa',
    'eyJa.',
    '.eyJ',
    '\\neyJ',
    '[redacted]',
    'a',
    'x-',
    '_',
  ])('takes no long time for a million characters of %j', (part) => {
    const text = part.repeat(1_000_000 / part.length);
    const start = performance.now();
    for (const hostile of [
      text,
      `eyJ${text}`,
      `Bearer ${text}!`,
      `qp_test_${text}`,
      `eyJa.${text}`,
    ]) {
      redact(hostile);
      redact({ [hostile]: hostile });
    }
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
