import { inspect } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { canonicalString } from './canonical-string.ts';
import { sha256Hex } from './sha256-hex.ts';
import { signCanonical } from './signature.ts';
import { createSigner, type RequestToSign, type SignerOptions } from './signer.ts';
import { memoryNonceStore } from './memory-nonce-store.ts';
import { createVerifier } from './verifier.ts';

const NOW = 1777420800;
const SECRET = 'test_secret';
const GET: RequestToSign = { method: 'GET', path: '/api/v2/balance?currency=ARS' };

/** A signer whose clock, in milliseconds, the test moves. */
function signerAt(time = NOW * 1000, options: Partial<SignerOptions> = {}) {
  const clock = { time };
  const signer = createSigner({
    merchantId: 1024,
    secret: SECRET,
    now: () => clock.time,
    ...options,
  });
  return { clock, signer };
}

function refusal(code: string, fields: Record<string, unknown> = {}): Error {
  return expect.objectContaining({ name: 'SigningError', code, ...fields }) as Error;
}

describe('createSigner', () => {
  it.each([
    [1, '1'],
    ['1', '1'],
    [1024, '1024'],
    [2 ** 53 - 1, '9007199254740991'],
    ['9007199254740991', '9007199254740991'],
  ])('takes the merchant id %j', (merchantId, expected) => {
    const { signer } = signerAt(undefined, { merchantId });
    expect(signer.merchantId).toBe(expected);
    expect(signer.sign(GET).headers['X-Merchant-Id']).toBe(expected);
  });

  it.each([
    0,
    -1,
    1.5,
    Number.NaN,
    Infinity,
    2 ** 53,
    1e21,
    '',
    '0',
    '-1',
    '+1',
    '0123',
    '1e3',
    '1.0',
    ' 1',
    '1\n',
    '0x10',
    '١٧',
    '9007199254740992',
    '12345678901234567',
    'merchant',
    null,
    undefined,
    [1],
  ])('refuses the merchant id %j', (merchantId) => {
    expect(() => createSigner({ merchantId: merchantId as number, secret: SECRET })).toThrow(
      refusal('INVALID_MERCHANT'),
    );
  });

  it('shows its secret in no way: not in JSON, inspect or its own fields, before and after use', () => {
    const { signer } = signerAt();
    const signed = signer.sign({ ...GET, nonce: 'nonce-0002' });
    for (const shown of [signer, signed, Reflect.get(signer, 'sign')]) {
      expect(inspect(shown, { showHidden: true, depth: 9, getters: true })).not.toContain(SECRET);
      expect(JSON.stringify([shown])).not.toContain(SECRET);
    }
    expect(Reflect.ownKeys(signer)).toEqual(['merchantId', 'sign']);
  });

  it('reads its options once: changing them afterwards changes nothing', () => {
    const options = { merchantId: 1, secret: SECRET, now: () => NOW * 1000 };
    const signer = createSigner(options);
    Object.assign(options, { merchantId: 2, secret: 'other', now: () => 0 });
    const { canonical, headers } = signer.sign(GET);
    expect(headers['X-Merchant-Id']).toBe('1');
    expect(headers['X-Signature']).toBe(signCanonical(SECRET, canonical));
  });

  it.each<[string, unknown, string]>([
    ['now', 0, 'now: expected a function, received the number 0'],
    ['now', null, 'now: expected a function, received null'],
    ['nonce', 'nonce-0001', 'nonce: expected a function, received "nonce-0001"'],
    ['nonce', null, 'nonce: expected a function, received null'],
    ['version', 'v2', 'version: expected a key of canonicalizations, received "v2"'],
    ['version', 'toString', 'version: expected a key of canonicalizations, received "toString"'],
    [
      'canonicalizations',
      { v1: 'text' },
      'version: expected a key of canonicalizations, received "v1"',
    ],
  ])('refuses the option %s %j', (name, value, message) => {
    expect(() => signerAt(undefined, { [name]: value })).toThrow(
      expect.objectContaining({ name: 'ConfigurationError', code: 'INVALID_OPTION', message }),
    );
  });

  it('signs by the version that it is told', () => {
    const canonicalizations = { v1: () => 'one', v2: () => 'two' };
    const { signer } = signerAt(undefined, { version: 'v2', canonicalizations });
    const { canonical, headers } = signer.sign(GET);
    expect(canonical).toBe('two');
    expect(headers['X-Signature-Version']).toBe('v2');
    expect(headers['X-Signature']).toBe(signCanonical(SECRET, 'two'));
  });

  it('does not read the clock before it signs', () => {
    const now = vi.fn(() => NOW * 1000);
    const { signer } = signerAt(undefined, { now });
    expect(now).not.toHaveBeenCalled();
    signer.sign(GET);
    expect(now).toHaveBeenCalled();
  });
});

describe('sign', () => {
  it('reproduces the documented vector of a payment', () => {
    const { signer } = signerAt();
    const request = { method: 'POST', path: '/api/v2/payments', nonce: 'nonce-0001' };
    expect(signer.sign({ ...request, body: '{"amount":150000}' })).toEqual({
      headers: {
        'X-Merchant-Id': '1024',
        'X-Timestamp': '1777420800',
        'X-Nonce': 'nonce-0001',
        'X-Signature-Version': 'v1',
        'X-Signature':
          'hmac_sha256=acd93ee1da1bde46c48ccacd6cb9cbab2ecfcf0c575a7fc792f974ab546861e5',
      },
      canonical:
        'v1.1777420800.nonce-0001.POST./api/v2/payments.ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f',
      timestamp: NOW,
      nonce: 'nonce-0001',
      bodySha256: 'ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f',
    });
  });

  it('reproduces the documented vector of a query without a body', () => {
    const { signer } = signerAt();
    expect(signer.sign({ ...GET, nonce: 'nonce-0002' }).headers['X-Signature']).toBe(
      'hmac_sha256=f20696c9ecbf24bc48202590f0fadc90a20f905cd883c0734c5d8149aeb0a8e0',
    );
  });

  it('signs text, its bytes and their buffer alike', () => {
    const bytes = new TextEncoder().encode('{"amount":150000}');
    const hashes = ['{"amount":150000}', bytes, bytes.buffer].map(
      (body) => signerAt().signer.sign({ method: 'POST', path: '/', body }).bodySha256,
    );
    expect(new Set(hashes).size).toBe(1);
  });

  it('makes another nonce each time, and so another signature', () => {
    const { signer } = signerAt();
    const signed = Array.from({ length: 100 }, () => signer.sign(GET));
    expect(new Set(signed.map(({ nonce }) => nonce)).size).toBe(100);
    expect(new Set(signed.map(({ headers }) => headers['X-Signature'])).size).toBe(100);
  });

  it.each([
    [NOW * 1000, NOW],
    [NOW * 1000 + 1, NOW],
    [NOW * 1000 + 999, NOW],
    [NOW * 1000 - 1, NOW - 1],
    [NOW * 1000 + 0.5, NOW],
  ])('takes the timestamp from the clock in whole seconds, rounded down: %d', (time, expected) => {
    expect(signerAt(time).signer.sign(GET).timestamp).toBe(expected);
  });

  it.each([
    ['300.001 s in the past', 300_001, false],
    ['300 s in the past', 300_000, true],
    ['299.999 s in the past', 299_999, true],
    ['299.999 s in the future', -299_999, true],
    ['300 s in the future', -300_000, true],
    ['300.001 s in the future', -300_001, false],
  ])('judges a timestamp %s to the millisecond', (words, offset, accepted) => {
    const { signer } = signerAt(NOW * 1000 + offset);
    const sign = () => signer.sign({ ...GET, timestamp: NOW });
    if (accepted) {
      expect(sign().timestamp).toBe(NOW);
    } else {
      expect(sign).toThrow(refusal('TIMESTAMP_OUT_OF_RANGE', { retry: 'resign' }));
      expect(sign).toThrow(words);
    }
  });

  it.each([0, NOW * 1000])('takes the timestamp %i for one, though it is out of range', (value) => {
    const { signer } = signerAt();
    expect(() => signer.sign({ ...GET, timestamp: value })).toThrow(
      refusal('TIMESTAMP_OUT_OF_RANGE'),
    );
  });

  it.each<[string, string, unknown]>([
    ['INVALID_TIMESTAMP', 'timestamp', NOW + 0.5],
    ['INVALID_TIMESTAMP', 'timestamp', -1],
    ['INVALID_TIMESTAMP', 'timestamp', Number.NaN],
    ['INVALID_TIMESTAMP', 'timestamp', String(NOW)],
    ['INVALID_TIMESTAMP', 'timestamp', new Date(NOW * 1000)],
    ['INVALID_HTTP_METHOD', 'method', 'get'],
    ['INVALID_HTTP_METHOD', 'method', ''],
    ['INVALID_HTTP_METHOD', 'method', undefined],
    ['INVALID_PATH', 'path', ''],
    ['INVALID_PATH', 'path', 'api/v2/balance'],
    ['INVALID_PATH', 'path', '//host/api/v2/balance'],
    ['INVALID_PATH', 'path', '/api/v2/balance#top'],
    ['INVALID_PATH', 'path', '/api/v2/balance\r\nX-Injected: 1'],
    ['INVALID_PATH', 'path', 'https://api.lux-core.io/api/v2/balance'],
    ['INVALID_PATH', 'path', undefined],
    ['INVALID_NONCE', 'nonce', ''],
    ['INVALID_NONCE', 'nonce', 'n'.repeat(7)],
    ['INVALID_NONCE', 'nonce', 'n'.repeat(129)],
    ['INVALID_NONCE', 'nonce', 'nonce-0001\r\n'],
    ['INVALID_NONCE', 'nonce', 12345678],
    ['INVALID_BODY', 'body', { amount: 150000 }],
    ['INVALID_BODY', 'body', null],
  ])('refuses with %s the %s %j', (code, field, value) => {
    const { signer } = signerAt();
    expect(() => signer.sign({ ...GET, [field]: value })).toThrow(refusal(code));
  });

  it('signs no bytes where the body is undefined', () => {
    const { signer } = signerAt();
    expect(signer.sign({ ...GET, body: undefined }).bodySha256).toBe(sha256Hex(''));
  });

  it.each([-1, -1e300, 1e16, 1e300, Number.MAX_VALUE])(
    'signs nothing when its clock returns %d',
    (time) => {
      const build = vi.fn(() => '');
      const { signer } = signerAt(undefined, {
        now: () => time,
        canonicalizations: { v1: build },
      });
      expect(() => signer.sign(GET)).toThrow(refusal('INVALID_TIMESTAMP'));
      expect(() => signer.sign({ ...GET, timestamp: NOW })).toThrow(
        refusal('TIMESTAMP_OUT_OF_RANGE'),
      );
      expect(build).not.toHaveBeenCalled();
    },
  );

  it.each([Number.NaN, Infinity, '1777420800000', undefined, null, new Date(0)])(
    'throws INVALID_OPTION when its clock returns %j',
    (time) => {
      const { signer } = signerAt(undefined, { now: () => time as number });
      expect(() => signer.sign(GET)).toThrow(
        expect.objectContaining({ name: 'ConfigurationError', code: 'INVALID_OPTION' }),
      );
    },
  );

  it('reads Date.now unless it is told another clock', () => {
    const { timestamp } = createSigner({ merchantId: 1, secret: SECRET }).sign(GET);
    expect(Math.abs(timestamp - Date.now() / 1000)).toBeLessThan(5);
  });
});

describe('of two faults of a request', () => {
  it.each<[string, string, Partial<RequestToSign>]>([
    ['INVALID_TIMESTAMP', 'the method', { timestamp: -1, method: 'get' }],
    ['TIMESTAMP_OUT_OF_RANGE', 'the method', { timestamp: 0, method: 'get' }],
    ['INVALID_HTTP_METHOD', 'the path', { method: 'get', path: '' }],
    ['INVALID_PATH', 'the body', { path: '', body: null as unknown as string }],
    ['INVALID_BODY', 'the nonce', { body: null as unknown as string, nonce: 'short' }],
  ])('%s is told before %s', (code, _later, request) => {
    const { signer } = signerAt();
    expect(() => signer.sign({ ...GET, ...request })).toThrow(refusal(code));
  });
});

describe('a nonce of the caller', () => {
  it.each([
    [0, false],
    [299_000, false],
    [359_999, false],
    [360_000, true],
  ])('given again after %i ms: accepted is %s', (later, accepted) => {
    const { clock, signer } = signerAt();
    signer.sign({ ...GET, nonce: 'nonce-0001' });
    clock.time += later;
    const again = () => signer.sign({ ...GET, nonce: 'nonce-0001' });
    if (accepted) expect(again().nonce).toBe('nonce-0001');
    else {
      const message = 'nonce: expected a new one, received one that was given before';
      expect(again).toThrow(refusal('NONCE_REUSED', { retry: 'resign', message }));
    }
  });

  it('lives as long as its own timestamp, not as the clock, says', () => {
    const { clock, signer } = signerAt();
    signer.sign({ ...GET, nonce: 'nonce-0001', timestamp: NOW + 300 });
    clock.time += 659_999;
    expect(() => signer.sign({ ...GET, nonce: 'nonce-0001' })).toThrow(refusal('NONCE_REUSED'));
    clock.time += 1;
    expect(signer.sign({ ...GET, nonce: 'nonce-0001' }).nonce).toBe('nonce-0001');
  });

  it('is free at its own end, also behind one that lives longer', () => {
    const { clock, signer } = signerAt();
    signer.sign({ ...GET, nonce: 'longer-0001', timestamp: NOW + 300 });
    signer.sign({ ...GET, nonce: 'nonce-0001' });
    clock.time += 360_000;
    expect(signer.sign({ ...GET, nonce: 'nonce-0001' }).nonce).toBe('nonce-0001');
    expect(() => signer.sign({ ...GET, nonce: 'longer-0001' })).toThrow(refusal('NONCE_REUSED'));
  });

  it.each<[string, Partial<RequestToSign>]>([
    ['method', { method: 'get' }],
    ['path', { path: '' }],
    ['timestamp', { timestamp: 0 }],
    ['body', { body: null as unknown as string }],
  ])('is not used up by a request that is refused for its %s', (_part, wrong) => {
    const { signer } = signerAt();
    expect(() => signer.sign({ ...GET, ...wrong, nonce: 'nonce-0001' })).toThrow();
    expect(signer.sign({ ...GET, nonce: 'nonce-0001' }).nonce).toBe('nonce-0001');
  });

  it('takes no memory any more once it has ended', () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const { clock, signer } = signerAt();
    const before = heap();
    for (let index = 0; index < 10_000; index++) {
      signer.sign({ ...GET, nonce: String(index).padStart(128, '-') });
    }
    const full = heap() - before;
    clock.time += 360_000;
    signer.sign({ ...GET, nonce: 'nonce-0001' });
    expect(heap() - before).toBeLessThan(full / 2);
  });

  it('is remembered by one signer only', () => {
    signerAt().signer.sign({ ...GET, nonce: 'nonce-0001' });
    expect(signerAt().signer.sign({ ...GET, nonce: 'nonce-0001' }).nonce).toBe('nonce-0001');
  });

  it('makes the nonces, once for each request', () => {
    const nonce = vi.fn(() => `made-${String(nonce.mock.calls.length).padStart(4, '0')}`);
    const { signer } = signerAt(undefined, { nonce });
    expect([signer.sign(GET).nonce, signer.sign(GET).nonce]).toEqual(['made-0001', 'made-0002']);
  });

  it('gives way to the nonce of the request', () => {
    const nonce = vi.fn(() => 'made-0001');
    const { signer } = signerAt(undefined, { nonce });
    expect(signer.sign({ ...GET, nonce: 'given-0001' }).nonce).toBe('given-0001');
    expect(nonce).not.toHaveBeenCalled();
  });

  it('is refused when it makes the same again', () => {
    const { signer } = signerAt(undefined, { nonce: () => 'always-the-same' });
    signer.sign(GET);
    expect(() => signer.sign(GET)).toThrow(refusal('NONCE_REUSED'));
  });

  it.each(['', 'short', 'with.a.dot', 12345678, null])('is refused when it makes %j', (made) => {
    const { signer } = signerAt(undefined, { nonce: () => made as string });
    expect(() => signer.sign(GET)).toThrow(refusal('INVALID_NONCE'));
  });
});

describe('what is signed', () => {
  const characters = (text: string) => fc.constantFrom(...text.split(/(?:)/u));
  const nonceText = fc.string({
    unit: characters('abcXYZ019-_!~/'),
    minLength: 8,
    maxLength: 128,
  });
  const pathText = fc
    .string({ unit: characters('ab/.?&=%20-_~;'), maxLength: 40 })
    .map((text) => `/a${text}`);
  const requests = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
    path: pathText,
    body: fc.oneof(
      fc.constant(undefined),
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 64 }),
    ),
    nonce: nonceText,
    timestamp: fc.integer({ min: NOW - 300, max: NOW + 300 }),
  });

  it('is the canonical string of its parts, under the secret', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { signer } = signerAt();
        const { canonical, headers, bodySha256 } = signer.sign(request);
        const { timestamp, nonce, method, path } = request;
        expect(canonical).toBe(
          canonicalString({ timestamp, nonce, method, path, bodySha256: sha256Hex(request.body) }),
        );
        expect(bodySha256).toBe(sha256Hex(request.body));
        expect(headers['X-Signature']).toBe(signCanonical(SECRET, canonical));
      }),
    );
  });

  it('is accepted by a verifier with the same secret', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { clock, signer } = signerAt();
        const { headers } = signer.sign(request);
        const now = () => clock.time;
        const verifier = createVerifier({
          secretsFor: () => SECRET,
          nonces: memoryNonceStore({ now }),
          now,
        });
        const { method, path, body, nonce, timestamp } = request;
        expect(await verifier.verify({ method, path, body, headers })).toEqual({
          ok: true,
          merchantId: '1024',
          timestamp,
          nonce,
          secretIndex: 0,
        });
      }),
    );
  });

  it('is refused when any one of its parts is another', () => {
    fc.assert(
      fc.property(
        requests,
        requests,
        fc.constantFrom('method', 'path', 'body', 'nonce', 'timestamp', 'secret' as const),
        (request, other, part) => {
          const same =
            part === 'body'
              ? sha256Hex(request.body) === sha256Hex(other.body)
              : part !== 'secret' && request[part] === other[part];
          fc.pre(!same);
          const { clock, signer } = signerAt();
          const { headers } = signer.sign(request);
          const sent = part === 'secret' ? request : { ...request, [part]: other[part] };
          const verifier = createVerifier({
            secretsFor: () => (part === 'secret' ? 'another_secret' : SECRET),
            nonces: memoryNonceStore(),
            now: () => clock.time,
          });
          const result = verifier.check({
            method: sent.method,
            path: sent.path,
            body: sent.body,
            headers: {
              ...headers,
              'X-Nonce': sent.nonce,
              'X-Timestamp': String(sent.timestamp),
            },
          });
          expect(result).toMatchObject({ ok: false, code: 'INVALID_SIGNATURE' });
        },
      ),
    );
  });
});
