import { describe, expect, it, vi } from 'vitest';
import type { Canonicalizations } from './canonical-string.ts';
import type { HeadersLike } from './headers.ts';
import { memoryNonceStore } from './memory-nonce-store.ts';
import type { ReceivedRequest } from './received-request.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const NOW = 1777420800;
const SECRET = 'test_secret';
const now = () => NOW * 1000;

const signer = createSigner({ merchantId: 1024, secret: SECRET, now });
const BODY = '{"amount":150000}';
const { headers: HEADERS } = signer.sign({ method: 'POST', path: '/api/v2/payments', body: BODY });
const REQUEST: ReceivedRequest = {
  method: 'POST',
  path: '/api/v2/payments',
  headers: HEADERS,
  body: BODY,
};

/** Verifies and checks a request, with a look-up and a store that tell whether they were asked. */
async function judge(request: ReceivedRequest) {
  const secretsFor = vi.fn(() => SECRET);
  const nonces = memoryNonceStore({ now });
  const claim = vi.spyOn(nonces, 'claim');
  const verifier = createVerifier({ secretsFor, nonces, now });
  const checked = verifier.check(request);
  const verified = await verifier.verify(request);
  expect(verified).toEqual(checked);
  return { result: verified, secretsFor, claim };
}

async function expectRefusal(request: ReceivedRequest, code: string): Promise<void> {
  const { result, secretsFor, claim } = await judge(request);
  expect(result).toEqual({ ok: false, code, reason: expect.any(String) as string });
  expect(secretsFor).not.toHaveBeenCalled();
  expect(claim).not.toHaveBeenCalled();
}

function withHeader(name: string, value: string | readonly string[] | undefined): ReceivedRequest {
  return { ...REQUEST, headers: { ...HEADERS, [name]: value } };
}

it('accepts the request that the others differ from', async () => {
  const { result, secretsFor, claim } = await judge(REQUEST);
  expect(result).toMatchObject({ ok: true, merchantId: '1024' });
  expect(secretsFor).toHaveBeenCalledWith('1024');
  expect(claim).toHaveBeenCalledTimes(1);
});

describe('headers that are accepted', () => {
  const lower = Object.fromEntries(
    Object.entries(HEADERS).map(([name, value]) => [name.toLowerCase(), value]),
  );
  it.each<[string, HeadersLike]>([
    ['Headers', new Headers(HEADERS)],
    ['a record in lower case', lower],
    [
      'a record in upper case',
      Object.fromEntries(
        Object.entries(HEADERS).map(([name, value]) => [name.toUpperCase(), value]),
      ),
    ],
    [
      'lists of one value',
      Object.fromEntries(Object.entries(HEADERS).map(([name, value]) => [name, [value]])),
    ],
    ['a record with other headers, lists among them', { ...lower, 'set-cookie': ['a', 'b'] }],
  ])('%s', async (_case, headers) => {
    const { result } = await judge({ ...REQUEST, headers });
    expect(result).toMatchObject({ ok: true });
  });
});

const NAMES = Object.keys(HEADERS) as (keyof typeof HEADERS)[];

describe.each(NAMES)('the header %s', (name) => {
  const value = HEADERS[name];

  it('is refused when it is missing', async () => {
    await expectRefusal(withHeader(name, undefined), 'MISSING_HEADER');
    const headers = new Headers(HEADERS);
    headers.delete(name);
    await expectRefusal({ ...REQUEST, headers }, 'MISSING_HEADER');
  });

  it.each<[string, (headers: Record<string, string | readonly string[]>) => HeadersLike]>([
    ['in two spellings', (headers) => ({ ...headers, [name.toLowerCase()]: value })],
    ['as a list of two', (headers) => ({ ...headers, [name]: [value, value] })],
    ['joined by a comma', (headers) => ({ ...headers, [name]: `${value}, ${value}` })],
    [
      'appended to Headers',
      () => {
        const headers = new Headers(HEADERS);
        headers.append(name, value);
        return headers;
      },
    ],
  ])('is refused when it is sent twice, %s', async (_case, change) => {
    await expectRefusal({ ...REQUEST, headers: change({ ...HEADERS }) }, 'DUPLICATE_HEADER');
  });

  it('is named by the reason', async () => {
    const { result } = await judge(withHeader(name, undefined));
    expect(result).toMatchObject({
      reason: `${name}: expected the header once, received none`,
    });
  });
});

describe('the version', () => {
  it.each(['', 'v2', 'V1', 'v1 ', '1', 'v1.0', '__proto__', 'constructor', 'toString'])(
    'is refused when it is %j',
    async (version) => {
      await expectRefusal(
        withHeader('X-Signature-Version', version),
        'UNSUPPORTED_SIGNATURE_VERSION',
      );
    },
  );
});

describe('the versions', () => {
  it.each<[Canonicalizations, string]>([
    [{ v2: () => '' }, 'version: expected v2, received "v1"'],
    [{ v2: () => '', v3: () => '' }, 'version: expected v2 or v3, received "v1"'],
  ])('of a verifier are named by the reason: %o', (canonicalizations, reason) => {
    const nonces = memoryNonceStore();
    const verifier = createVerifier({ secretsFor: () => SECRET, nonces, now, canonicalizations });
    const code = 'UNSUPPORTED_SIGNATURE_VERSION';
    expect(verifier.check(REQUEST)).toEqual({ ok: false, code, reason });
  });
});

it('takes a version that is missing for no version, whatever the versions are called', () => {
  const canonicalizations = { v1: () => '', '[object Object]': () => '' };
  const nonces = memoryNonceStore();
  const verifier = createVerifier({ secretsFor: () => SECRET, nonces, now, canonicalizations });
  expect(verifier.check(withHeader('X-Signature-Version', undefined))).toMatchObject({
    code: 'MISSING_HEADER',
  });
});

describe('the merchant id', () => {
  it.each([
    '',
    '0',
    '-1',
    '+1',
    '0123',
    '1.0',
    '1e3',
    ' 1',
    '1 ',
    '1\n',
    '0x1',
    '١٧',
    'abc',
    '__proto__',
    '9007199254740992',
    '12345678901234567',
  ])('is refused when it is %j', async (merchantId) => {
    await expectRefusal(withHeader('X-Merchant-Id', merchantId), 'INVALID_MERCHANT');
  });

  it.each(['1', '9007199254740991'])('is accepted when it is %s', async (merchantId) => {
    const { result, secretsFor } = await judge(withHeader('X-Merchant-Id', merchantId));
    expect(result).toMatchObject({ ok: true, merchantId });
    expect(secretsFor).toHaveBeenCalledWith(merchantId);
  });
});

describe('the timestamp', () => {
  it.each([
    '',
    '1777420800garbage',
    ' 1777420800',
    '1777420800 ',
    '1777420800\n',
    '1e9',
    '+1',
    '+1777420800',
    '-1',
    '-0',
    '01777420800',
    '1777420800.0',
    '0x69f14200',
    '١٧٧٧٤٢٠٨٠٠',
    '１７７７４２０８００',
    '1'.repeat(14),
    '1'.repeat(20),
    '1'.repeat(400),
    'NaN',
    'Infinity',
    '2026-04-29T00:00:00Z',
  ])('is refused when it is %j', async (timestamp) => {
    await expectRefusal(withHeader('X-Timestamp', timestamp), 'INVALID_TIMESTAMP');
  });

  it.each(['0', '1777420800000', '9999999999999'])(
    'is out of range, and looked at before any secret, when it is %s',
    async (timestamp) => {
      await expectRefusal(withHeader('X-Timestamp', timestamp), 'TIMESTAMP_OUT_OF_RANGE');
    },
  );
});

describe('the nonce', () => {
  it.each([
    ['empty', ''],
    ['7 characters', 'n'.repeat(7)],
    ['129 characters', 'n'.repeat(129)],
    ['CR', 'nonce-\r0001'],
    ['LF', 'nonce-\n0001'],
    ['LF at the end', 'nonce-0001\n'],
    ['NUL', 'nonce-\u00000001'],
    ['DEL', 'nonce-\u007f0001'],
    ['a tab', 'nonce-\t0001'],
    ['a space', 'nonce 0001'],
    ['a dot', 'nonce.0001'],
    ['non-ASCII', 'nonce-ñ001'],
    ['an emoji', 'nonce-😀001'],
    ['a full-width letter', 'nonce-Ａ001'],
  ])('is refused with %s', async (_case, nonce) => {
    await expectRefusal(withHeader('X-Nonce', nonce), 'INVALID_NONCE');
  });

  it('is refused with a comma, which is how two headers are joined', async () => {
    await expectRefusal(withHeader('X-Nonce', 'nonce,0001'), 'DUPLICATE_HEADER');
  });

  it.each([8, 128])('is accepted with %i characters', async (length) => {
    const nonce = '~'.repeat(length);
    const { headers } = signer.sign({ method: 'GET', path: '/', nonce });
    const { result } = await judge({ method: 'GET', path: '/', headers });
    expect(result).toMatchObject({ ok: true, nonce });
  });
});

describe('the signature', () => {
  const digest = HEADERS['X-Signature'].slice('hmac_sha256='.length);
  it.each([
    ['empty', ''],
    ['without prefix', digest],
    ['with only the prefix', 'hmac_sha256='],
    ['of another prefix', `sha256=${digest}`],
    ['of a prefix in upper case', `HMAC_SHA256=${digest}`],
    ['of a prefix with a dash', `hmac-sha256=${digest}`],
    ['in upper-case hex', `hmac_sha256=${digest.toUpperCase()}`],
    ['of 63 digits', `hmac_sha256=${digest.slice(1)}`],
    ['of 65 digits', `hmac_sha256=${digest}0`],
    ['with a letter beyond f', `hmac_sha256=${digest.slice(1)}g`],
    ['in base64', `hmac_sha256=${Buffer.from(digest, 'hex').toString('base64')}`],
    ['with a space before it', ` hmac_sha256=${digest}`],
    ['with a line break after it', `hmac_sha256=${digest}\n`],
  ])('is refused %s', async (_case, signature) => {
    await expectRefusal(withHeader('X-Signature', signature), 'MALFORMED_SIGNATURE');
  });
});

describe('the method', () => {
  it.each(['', 'post', 'Post', 'POST ', 'POST\r\n', 'M-SEARCH', 'PÖST', 'P.OST'])(
    'is refused when it is %j',
    async (method) => {
      await expectRefusal({ ...REQUEST, method }, 'INVALID_HTTP_METHOD');
    },
  );

  it.each([undefined, null, 1, {}, ['POST']])('is refused when it is %j', async (method) => {
    await expectRefusal({ ...REQUEST, method: method as string }, 'INVALID_HTTP_METHOD');
  });
});

describe('the path', () => {
  it.each([
    '',
    'api/v2/payments',
    '?a=b',
    '*',
    '//host/api/v2/payments',
    'https://api.lux-core.io/api/v2/payments',
    '/api/v2/payments#fragment',
    '/api/v2/payments\r\nX-Merchant-Id: 1',
    '/api/v2/payments\n',
    '/api/v2/pay ments',
    '/api/v2/pay\tments',
    '/api/v2/pay\u0000ments',
    '/api/v2/pagó',
  ])('is refused when it is %j', async (path) => {
    await expectRefusal({ ...REQUEST, path }, 'INVALID_PATH');
  });

  it.each([undefined, null, 1, ['/'], new URL('https://api.lux-core.io/')])(
    'is refused when it is no text (%#)',
    async (path) => {
      await expectRefusal({ ...REQUEST, path: path as unknown as string }, 'INVALID_PATH');
    },
  );
});

describe('the body', () => {
  it.each([{ amount: 150000 }, null, 1, [1, 2], new DataView(new ArrayBuffer(1))])(
    'is refused when it is not the exact text or bytes (%#)',
    async (body) => {
      await expectRefusal({ ...REQUEST, body: body as unknown as string }, 'INVALID_BODY');
    },
  );

  it('is refused with a reason that names the mend', async () => {
    const { result } = await judge({ ...REQUEST, body: {} as unknown as string });
    expect(result).toMatchObject({
      reason: expect.stringContaining('serialise it once') as string,
    });
  });
});

describe('of two faults', () => {
  it.each<[string, string, Record<string, string>, Partial<ReceivedRequest>?]>([
    ['MISSING_HEADER', 'the version', { 'X-Signature': '', 'X-Signature-Version': 'v9' }],
    [
      'UNSUPPORTED_SIGNATURE_VERSION',
      'the merchant',
      { 'X-Signature-Version': 'v9', 'X-Merchant-Id': '0' },
    ],
    ['INVALID_MERCHANT', 'the timestamp', { 'X-Merchant-Id': '0', 'X-Timestamp': 'soon' }],
    ['INVALID_TIMESTAMP', 'the nonce', { 'X-Timestamp': 'soon', 'X-Nonce': 'short' }],
    ['INVALID_NONCE', 'the signature', { 'X-Nonce': 'short', 'X-Signature': 'none' }],
    ['MALFORMED_SIGNATURE', 'the method', { 'X-Signature': 'none' }, { method: 'post' }],
    ['INVALID_HTTP_METHOD', 'the path', {}, { method: 'post', path: '' }],
    ['INVALID_PATH', 'freshness', { 'X-Timestamp': '1' }, { path: '' }],
    [
      'TIMESTAMP_OUT_OF_RANGE',
      'the body',
      { 'X-Timestamp': '1' },
      { body: {} as unknown as string },
    ],
    ['TIMESTAMP_OUT_OF_RANGE', 'the digest', { 'X-Timestamp': '1', 'X-Nonce': 'another-nonce' }],
  ])('%s is told before %s', async (code, _later, change, parts = {}) => {
    const headers = Object.entries({ ...HEADERS, ...change }).filter(([, value]) => value !== '');
    await expectRefusal({ ...REQUEST, ...parts, headers: Object.fromEntries(headers) }, code);
  });
});

describe('the reason', () => {
  it.each<[string, Record<string, string | readonly string[]>, Partial<ReceivedRequest>?]>([
    [
      'X-Nonce: expected the header once, received several values',
      { 'X-Nonce': ['nonce-0001', 'nonce-0002'] },
    ],
    [
      'merchantId: expected a whole number from 1 to 2^53 - 1 without leading zeros, received 1 other characters',
      { 'X-Merchant-Id': '0' },
    ],
    ['timestamp: expected Unix time in whole seconds, received "soon"', { 'X-Timestamp': 'soon' }],
    [
      'nonce: expected 8 to 128 visible ASCII characters without dot or comma, received "short"',
      { 'X-Nonce': 'short' },
    ],
    [
      'signature: expected hmac_sha256= and 64 lower-case hex digits, received 4 other characters',
      { 'X-Signature': 'none' },
    ],
    ['method: expected an HTTP method in upper case, received "post"', {}, { method: 'post' }],
    [
      'path: expected path and query as sent: one leading /, visible ASCII, no #, received "x"',
      {},
      { path: 'x' },
    ],
  ])('is %j', async (reason, change, parts = {}) => {
    const { result } = await judge({ ...REQUEST, ...parts, headers: { ...HEADERS, ...change } });
    expect(result).toMatchObject({ ok: false, reason });
  });

  it('is of the path where a getter answers otherwise the second time', async () => {
    const answers = ['post', 'POST'];
    const request = Object.defineProperty({ ...REQUEST }, 'method', { get: () => answers.shift() });
    const verifier = createVerifier({ secretsFor: () => SECRET, nonces: memoryNonceStore(), now });
    expect(await verifier.verify(request)).toEqual({
      ok: false,
      code: 'INVALID_PATH',
      reason:
        'path: expected path and query as sent: one leading /, visible ASCII, no #, received "/api/v2/payments"',
    });
  });
});
