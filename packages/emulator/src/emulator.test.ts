import { OPERATIONS } from '@luxcore/contract';
import { createSigner, sha256Hex, type SignedRequest } from '@luxcore/signing';
import { beforeEach, describe, expect, it } from 'vitest';
import { CREDENTIALS } from './merchants/credentials.ts';
import { createEmulator, type Emulator } from './emulator.ts';

const { merchantId, hmacSecret, testKey, productionKey, readOnlyKey } = CREDENTIALS;
const ORIGIN = 'https://api.lux-core.io';
const START = Date.UTC(2026, 10, 24, 12);
const DEPOSIT = { amount: 150_000, currency: 'MXN', method: 'spei', type: 'deposit' };
const WITHDRAWAL = { ...DEPOSIT, type: 'withdrawal', payout: { clabe: '0'.repeat(18) } };

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

let time = START;
let emulator: Emulator;
beforeEach(() => {
  time = START;
  emulator = createEmulator({ now: () => time });
});

async function call(method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await emulator.fetch(ORIGIN + path, { method, ...init });
  const body = (await response.json()) as Record<string, unknown>;
  return { status: response.status, body, headers: response.headers };
}

/** A v1 call. */
function v1(method: string, path: string, body?: unknown, key: string = testKey): Promise<Answer> {
  return call(method, `/api/v1${path}`, {
    headers: {
      'X-API-Key': key,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

const signer = createSigner({ merchantId, secret: hmacSecret, now: () => time });

function sendSigned(signed: SignedRequest, method: string, path: string, body?: string) {
  return call(method, path, {
    headers: {
      ...signed.headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  });
}

/** A v2 call. */
function v2(method: string, path: string, body?: unknown): Promise<Answer> {
  const target = `/api/v2${path}`;
  const text = body === undefined ? undefined : JSON.stringify(body);
  return sendSigned(signer.sign({ method, path: target, body: text }), method, target, text);
}

function createV1(fields: object = {}): Promise<Answer> {
  return v1('POST', '/payments', { ...DEPOSIT, ...fields });
}

async function available(currency = 'MXN', key = testKey): Promise<[string, string]> {
  const { body } = await v1('GET', `/balance?currency=${currency}`, undefined, key);
  return [String(body.available_amount), String(body.frozen_amount)];
}

describe('v1 API keys', () => {
  it.each([
    ['no key', {}, 'INVALID_API_KEY', /received none/],
    ['a bearer token in its place', { Authorization: 'Bearer x.y.z' }, 'UNAUTHORIZED', /a JWT/],
    [
      'an unknown key',
      { 'X-API-Key': 'qp_test_sk_unknown' },
      'INVALID_API_KEY',
      /unknown one of the test/,
    ],
    [
      'a key without its prefix',
      { 'X-API-Key': 'emulated' },
      'INVALID_API_KEY',
      /expected "qp_prod_"/,
    ],
    ['the older form of a key', { 'X-API-Key': 'qp_test_abc' }, 'INVALID_API_KEY', /older samples/],
    ['an empty key', { 'X-API-Key': '' }, 'INVALID_API_KEY', /empty/],
  ])('refuses %s', async (_, headers, code, message) => {
    const { status, body } = await call('GET', '/api/v1/payments', {
      headers: headers as HeadersInit,
    });
    expect(status).toBe(401);
    expect(body).toEqual({
      statusCode: 401,
      error: code,
      message: expect.stringMatching(message) as string,
    });
    expect(JSON.stringify(body)).not.toContain('qp_test_sk_unknown');
  });

  it('names the scope that a key lacks', async () => {
    const { status, body } = await v1('POST', '/payments', DEPOSIT, readOnlyKey);
    expect(status).toBe(403);
    expect(body).toMatchObject({
      statusCode: 403,
      error: 'INSUFFICIENT_SCOPE',
      missing_scopes: ['payments.create'],
    });
    expect((await v1('GET', '/payments', undefined, readOnlyKey)).status).toBe(200);
  });

  it('keeps test and production apart', async () => {
    const { body } = await createV1({ merchant_reference: 'order-1' });
    const id = String(body.transaction_id);
    expect((await v1('GET', `/payments/${id}`, undefined, productionKey)).status).toBe(404);
    expect((await v1('GET', '/payments', undefined, productionKey)).body.total).toBe(0);
    const production = await v1(
      'POST',
      '/payments',
      { ...DEPOSIT, merchant_reference: 'order-1' },
      productionKey,
    );
    expect(production.status).toBe(201);
    emulator.control.settle(id, 'completed');
    expect(await available()).toEqual(['100148500', '0']);
    expect(await available('MXN', productionKey)).toEqual(['100000000', '0']);
  });
});

describe('v2 signatures', () => {
  it('accepts a signed payment, and a signed query', async () => {
    expect((await v2('POST', '/payments', DEPOSIT)).status).toBe(201);
    const { status, body } = await v2('GET', '/balance?currency=ARS');
    expect(status).toBe(200);
    expect(body).toMatchObject({ currency: 'ARS', merchant_id: merchantId });
    expect((await v2('GET', '/balance/all')).body.total_balances).toBe(30);
  });

  it('does not take an API key', async () => {
    const { status, body } = await call('GET', '/api/v2/balance', {
      headers: { 'X-API-Key': testKey },
    });
    expect([status, body.error]).toEqual([401, 'UNAUTHORIZED']);
  });

  it('has only the operations of v2', async () => {
    expect((await v2('GET', '/payments')).status).toBe(404);
  });

  const path = '/api/v2/payments';
  const body = JSON.stringify(DEPOSIT);
  const without = (name: string) => (headers: Record<string, string>) =>
    Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));
  const having = (name: string, value: string) => (headers: Record<string, string>) => ({
    ...headers,
    [name]: value,
  });

  it.each([
    ['a missing merchant', without('X-Merchant-Id'), 'MISSING_HEADER', true],
    ['a missing timestamp', without('X-Timestamp'), 'MISSING_HEADER', true],
    ['a missing nonce', without('X-Nonce'), 'MISSING_HEADER', true],
    ['a missing version', without('X-Signature-Version'), 'MISSING_HEADER', true],
    ['a missing signature', without('X-Signature'), 'MISSING_HEADER', true],
    ['a merchant that is no number', having('X-Merchant-Id', 'acme'), 'INVALID_MERCHANT', false],
    ['an unknown merchant', having('X-Merchant-Id', '7'), 'INVALID_MERCHANT', false],
    ['a nonce of 7 characters', having('X-Nonce', '1234567'), 'INVALID_NONCE', false],
    ['a nonce of 129 characters', having('X-Nonce', 'n'.repeat(129)), 'INVALID_NONCE', false],
    [
      'another version',
      having('X-Signature-Version', 'v2'),
      'UNSUPPORTED_SIGNATURE_VERSION',
      false,
    ],
    ['a timestamp with garbage', having('X-Timestamp', '1777420800x'), 'INVALID_TIMESTAMP', true],
    [
      'a timestamp 301 s ago',
      having('X-Timestamp', String(START / 1000 - 301)),
      'TIMESTAMP_OUT_OF_RANGE',
      true,
    ],
    [
      'a timestamp in milliseconds',
      having('X-Timestamp', String(START)),
      'TIMESTAMP_OUT_OF_RANGE',
      true,
    ],
    [
      'a signature without prefix',
      having('X-Signature', '0'.repeat(64)),
      'MALFORMED_SIGNATURE',
      true,
    ],
    [
      'another signature',
      having('X-Signature', `hmac_sha256=${'0'.repeat(64)}`),
      'INVALID_SIGNATURE',
      true,
    ],
    ['a second merchant', having('x-merchant-id', '7'), 'DUPLICATE_HEADER', false],
  ])('refuses %s', async (_, change, code, isExplained) => {
    const { headers } = signer.sign({ method: 'POST', path, body });
    const answer = await call('POST', path, {
      headers: Object.entries({ ...change(headers), 'Content-Type': 'application/json' }),
      body,
    });
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ statusCode: 401, error: code });
    expect(answer.body.explanation !== undefined).toBe(isExplained);
    expect(JSON.stringify(answer.body)).not.toContain(hmacSecret);
  });

  it('explains a body that was changed on its way', async () => {
    const signed = signer.sign({ method: 'POST', path, body });
    const answer = await sendSigned(signed, 'POST', path, JSON.stringify(DEPOSIT, null, 2));
    expect(answer.body).toMatchObject({
      error: 'INVALID_SIGNATURE',
      explanation: { findings: [{ mistake: 'body_reserialised', component: 'body' }] },
    });
  });

  it('accepts a signature once', async () => {
    const signed = signer.sign({ method: 'POST', path, body });
    expect((await sendSigned(signed, 'POST', path, body)).status).toBe(201);
    expect((await sendSigned(signed, 'POST', path, body)).body.error).toBe('NONCE_REUSED');
  });

  it.each([299, 300])('accepts a timestamp %i s old', async (age) => {
    const signed = signer.sign({ method: 'POST', path, body });
    time += age * 1000;
    expect((await sendSigned(signed, 'POST', path, body)).status).toBe(201);
  });

  it('verifies the target as it was sent, not as a URL parser writes it', async () => {
    const target = "/api/v2/balance?currency=MXN&note='a'|{b}";
    const signed = signer.sign({ method: 'GET', path: target });
    const request = new Request(ORIGIN + target, { headers: signed.headers });
    expect(new URL(request.url).search).not.toBe(target.slice(target.indexOf('?')));
    expect((await emulator.handle(request, target)).status).toBe(200);
  });
});

describe('the body of a create', () => {
  it.each([
    ['a decimal amount', { amount: 1.5 }, 'amount', 'the number 1.5'],
    ['an amount in text', { amount: '150000' }, 'amount', '"150000"'],
    ['an amount of 0', { amount: 0 }, 'amount', 'the number 0'],
    ['a negative amount', { amount: -1 }, 'amount', 'the number -1'],
    ['an amount beyond 2^53 - 1', { amount: 2 ** 53 }, 'amount', 'the number 9007199254740992'],
    ['no amount', { amount: undefined }, 'amount', 'undefined'],
    ['a type that does not exist', { type: 'gift' }, 'type', '"gift"'],
    ['an empty currency', { currency: '' }, 'currency', '""'],
    ['a method that is no text', { method: 7 }, 'method', 'the number 7'],
    ['an empty reference', { merchant_reference: '' }, 'merchant_reference', '""'],
    [
      'a reference of 256 characters',
      { merchant_reference: 'r'.repeat(256) },
      'merchant_reference',
      `"${'r'.repeat(60)}…"`,
    ],
    ['a customer that is a list', { customer: [] }, 'customer', 'an array'],
    ['an e-mail that is no text', { customer: { email: 7 } }, 'customer.email', 'the number 7'],
    ['metadata that is a text', { metadata: 'x' }, 'metadata', '"x"'],
  ])('refuses %s, and names field, expectation and value', async (_, fields, path, received) => {
    const { status, body } = await createV1(fields);
    expect(status).toBe(400);
    expect(body.error).toBe('VALIDATION_ERROR');
    expect(body.issues).toEqual([{ path, expected: expect.any(String) as string, received }]);
    expect(body.message).toEqual([expect.stringContaining(`${path}: expected `)]);
  });

  const DIGITS = 'minor units from 1 to 9007199254740991, written once and in digits alone';

  it.each([
    ['1e2', 'the number written "1e2"'],
    ['150000.0', 'the number written "150000.0"'],
    ['1.0000000000000000001', 'the number written "1.0000000000000000001"'],
    [`1.${'0'.repeat(70)}`, `the number written "1.${'0'.repeat(58)}…"`],
    ['9007199254740990.6', 'the number written "9007199254740990.6"'],
    ['9007199254740992', 'the number 9007199254740992'],
    ['9007199254740993', 'the number written "9007199254740993"'],
    ['1e400', 'the number written "1e400"'],
    ['-0', 'the number written "-0"'],
    ['1,"amount":1', '2 of them'],
    ['"x","amount":1', '2 of them'],
    ['1,"\\u0061mount":1.5', '2 of them'],
  ])('takes no amount that is written as %s', async (literal, received) => {
    const { status, body } = await v1(
      'POST',
      '/payments',
      `{"currency":"MXN","method":"spei","type":"deposit","amount":${literal}}`,
    );
    expect([status, body.error]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.issues).toEqual([{ path: 'amount', expected: DIGITS, received }]);
    expect(body.message).toEqual([`amount: expected ${DIGITS}, received ${received}`]);
    expect((await v1('GET', '/payments')).body.total).toBe(0);
  });

  it.each(['1', '150000', '9007199254740991'])('takes the amount %s as it is', async (literal) => {
    const { status, body } = await v1(
      'POST',
      '/payments',
      `{"metadata":{"amount":1.5},"amount": ${literal} ,"currency":"MXN","method":"spei","type":"deposit"}`,
    );
    expect([status, body.amount]).toEqual([201, Number(literal)]);
  });

  it.each([
    ['a currency that LuxCore does not have', { currency: 'USD' }, 'UNSUPPORTED_CURRENCY'],
    ['a method that LuxCore does not have', { method: 'cheque' }, 'INVALID_METHOD'],
    ['a method by the name of a prototype', { method: 'constructor' }, 'INVALID_METHOD'],
    [
      'a withdrawal by a method that has none',
      { ...WITHDRAWAL, method: 'oxxo' },
      'WITHDRAWAL_NOT_SUPPORTED',
    ],
    ['a withdrawal without recipient', { type: 'withdrawal' }, 'INVALID_WITHDRAWAL_DATA'],
    ['a CLABE of 17 digits', { ...WITHDRAWAL, payout: { clabe: '0'.repeat(17) } }, 'INVALID_CLABE'],
    ['a CLABE that is a number', { ...WITHDRAWAL, payout: { clabe: 1 } }, 'INVALID_CLABE'],
    ['a CVU of 23 digits', { ...WITHDRAWAL, payout: { cvu: '0'.repeat(23) } }, 'INVALID_CVU'],
    ['a CBU with letters', { ...WITHDRAWAL, payout: { cbu: 'x'.repeat(22) } }, 'INVALID_CVU'],
    ['more than there is', { ...WITHDRAWAL, amount: 100_000_001 }, 'INSUFFICIENT_BALANCE'],
  ])('refuses %s with %3$s', async (_, fields, code) => {
    const { status, body } = await createV1(fields);
    expect([status, body.error]).toEqual([400, code]);
    expect(await available()).toEqual(['100000000', '0']);
  });

  it.each([
    ['0 bytes', '', 'VALIDATION_ERROR', 400],
    ['half a JSON text', '{"amount":', 'VALIDATION_ERROR', 400],
    ['a JSON list', '[]', 'VALIDATION_ERROR', 400],
    ['a JSON null', 'null', 'VALIDATION_ERROR', 400],
    ['more than a mebibyte', 'x'.repeat(1024 * 1024 + 1), 'PAYLOAD_TOO_LARGE', 413],
    ['deep JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'VALIDATION_ERROR', 400],
  ])('refuses %s', async (_, text, code, expected) => {
    const { status, body } = await v1('POST', '/payments', text);
    expect([status, body.error, body.statusCode]).toEqual([expected, code, expected]);
  });

  it('refuses bytes that are no UTF-8, and another content type', async () => {
    const headers = { 'X-API-Key': testKey, 'Content-Type': 'application/json' };
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    expect((await call('POST', '/api/v1/payments', { headers, body: bytes })).body.error).toBe(
      'VALIDATION_ERROR',
    );
    const form = await call('POST', '/api/v1/payments', {
      headers: { 'X-API-Key': testKey },
      body: 'a=b',
    });
    expect([form.status, form.body.error]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  it('accepts the largest amount and every optional field', async () => {
    const { status, body } = await createV1({
      amount: Number.MAX_SAFE_INTEGER,
      description: 'x',
      customer: { name: 'Ana', email: 'ana@example.com', phone: '+52' },
      customer_id: 'c-1',
      metadata: { a: { b: [] } },
      traffic_type: 'x',
      ipay: { payment_method: 'x' },
    });
    expect(status).toBe(201);
    expect(Number(body.fee_amount) + Number(body.net_amount)).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe('payments', () => {
  it('creates a pending deposit with details, fee and 15 minutes to live', async () => {
    const { status, body, headers } = await createV1({ merchant_reference: 'order-1' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      transaction_id: expect.stringMatching(/^pay_\d{10}_[a-z]{8}$/) as string,
      status: 'pending',
      ...DEPOSIT,
      merchant_reference: 'order-1',
      fee_amount: 1500,
      net_amount: 148_500,
      bank_details: { amount: '1500.00', currency: 'MXN', swift_code: null },
      created_at: '2026-11-24T12:00:00.000Z',
      expires_at: '2026-11-24T12:15:00.000Z',
    });
    expect(headers.get('x-request-id')).toMatch(/^req_/);
    expect(headers.get('date')).toBe('Tue, 24 Nov 2026 12:00:00 GMT');
  });

  it('answers the existing payment while its reference is taken', async () => {
    const first = await createV1({ merchant_reference: 'order-1' });
    const second = await createV1({ merchant_reference: 'order-1', amount: 1 });
    expect([second.status, second.body]).toEqual([200, first.body]);
    emulator.control.settle(String(first.body.transaction_id), 'completed');
    const third = await v2('POST', '/payments', { ...DEPOSIT, merchant_reference: 'order-1' });
    expect([third.status, third.body.status]).toEqual([200, 'completed']);
  });

  it.each(['failed', 'expired', 'cancelled'] as const)(
    'lets a reference be used again after %s',
    async (status) => {
      const first = await createV1({ merchant_reference: 'order-1' });
      emulator.control.settle(String(first.body.transaction_id), status);
      const second = await createV1({ merchant_reference: 'order-1' });
      expect(second.status).toBe(201);
      expect(second.body.transaction_id).not.toBe(first.body.transaction_id);
    },
  );

  it('makes two payments of two creates without a reference', async () => {
    await createV1();
    await createV1();
    expect((await v1('GET', '/payments')).body.total).toBe(2);
  });

  it('expires an open deposit after 15 minutes, on the millisecond', async () => {
    const { body } = await createV1({ merchant_reference: 'order-1' });
    const path = `/payments/${String(body.transaction_id)}`;
    time = START + 15 * 60_000 - 1;
    expect((await v1('GET', path)).body.status).toBe('pending');
    time += 1;
    expect((await v1('GET', path)).body.status).toBe('expired');
    expect((await v1('POST', `${path}/cancel`)).body.error).toBe('PAYMENT_ALREADY_PROCESSED');
    expect((await createV1({ merchant_reference: 'order-1' })).status).toBe(201);
  });

  it('lists the newest first, by pages and filters', async () => {
    for (let index = 1; index <= 5; index++)
      await createV1({ merchant_reference: `order-${String(index)}` });
    await createV1({ currency: 'ARS', method: 'bank_transfer' });
    const { body } = await v1('GET', '/payments?page=2&limit=2&currency=MXN');
    expect(body).toMatchObject({ total: 5, page: 2, limit: 2 });
    expect(body.data).toMatchObject([
      { merchant_reference: 'order-3' },
      { merchant_reference: 'order-2' },
    ]);
    expect((await v1('GET', '/payments?page=4&limit=2')).body.data).toEqual([]);
    expect((await v1('GET', '/payments?currency=ARS&currency=MXN')).body.total).toBe(6);
  });

  it.each([
    'page=0',
    'page=-1',
    'page=1.5',
    'page=',
    'page=1e3',
    'limit=101',
    'limit=x',
    'page=99999999999999999',
    'page=1&page=1',
  ])('refuses to list with %s', async (query) => {
    const { status, body } = await v1('GET', `/payments?${query}`);
    expect([status, body.error]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('does not find what is not there', async () => {
    for (const path of [
      '/payments/pay_1',
      '/payments/..%2f',
      '/payments/%00',
      '/payments/__proto__',
    ]) {
      const { status, body } = await v1('GET', path);
      expect([status, body.error]).toEqual([404, 'NOT_FOUND']);
    }
    expect((await v1('POST', '/payments/pay_1/cancel')).status).toBe(404);
    expect(() => emulator.control.settle('pay_1', 'completed')).toThrow(
      expect.objectContaining({ name: 'NotFoundError', code: 'NOT_FOUND' }),
    );
  });

  it('answers every operation of the table, and other paths with 404', async () => {
    for (const { method, path } of Object.values(OPERATIONS)) {
      const { status, body } = await v1(
        method,
        path.replace('{id}', 'x').replace('{attachmentId}', 'y'),
      );
      expect([path, status, body.message]).not.toEqual([
        path,
        404,
        `Cannot ${method} /api/v1${path}`,
      ]);
      expect([200, 400, 404]).toContain(status);
    }
    expect((await v1('PATCH', '/payments')).body).toEqual({
      statusCode: 404,
      error: 'NOT_FOUND',
      message: 'Cannot PATCH /api/v1/payments',
    });
  });
});

describe('balances', () => {
  async function withdraw(): Promise<string> {
    const { status, body } = await createV1({ ...WITHDRAWAL, merchant_reference: 'out-1' });
    expect([status, 'expires_at' in body, 'bank_details' in body]).toEqual([201, false, false]);
    return String(body.transaction_id);
  }

  it('adds the net amount of a completed deposit, once', async () => {
    const { body } = await createV1();
    const id = String(body.transaction_id);
    emulator.control.settle(id, 'completed');
    expect(await available()).toEqual(['100148500', '0']);
    expect(() => emulator.control.settle(id, 'completed')).toThrow(/follows completed/);
    expect(await available()).toEqual(['100148500', '0']);
  });

  it('freezes a withdrawal and pays it out', async () => {
    const id = await withdraw();
    expect(await available()).toEqual(['99850000', '150000']);
    emulator.control.settle(id, 'processing');
    emulator.control.settle(id, 'completed');
    expect(await available()).toEqual(['99850000', '0']);
  });

  it.each(['failed', 'cancelled'] as const)('releases a withdrawal that is %s', async (status) => {
    const id = await withdraw();
    if (status === 'cancelled') await v1('POST', `/payments/${id}/cancel`);
    else emulator.control.settle(id, status);
    expect(await available()).toEqual(['100000000', '0']);
  });

  it('answers MXN and main unless asked, amounts as strings of minor units', async () => {
    await withdraw();
    const { body } = await v1('GET', '/balance');
    expect(body).toEqual({
      success: true,
      merchant_id: merchantId,
      currency: 'MXN',
      balance_type: 'main',
      balance_amount: '100000000',
      available_amount: '99850000',
      frozen_amount: '150000',
      new_balance: 100_000_000,
      available_balance: 99_850_000,
    });
    const frozen = await v1('GET', '/balance?balance_type=frozen');
    expect(frozen.body).toMatchObject({ balance_amount: '150000', available_amount: '0' });
  });

  it('holds no more than a number can hold exactly', async () => {
    const settled = async (amount: number) => {
      const { body } = await createV1({ amount });
      return emulator.control.settle(String(body.transaction_id), 'completed');
    };
    await settled(9_000_000_000_000_000);
    const { body: before } = await v1('GET', '/balance');
    const missing = Number.MAX_SAFE_INTEGER - Number(before.new_balance);
    const tooMuch = await createV1({ amount: Math.ceil(missing / 0.99) + 2 });
    const id = String(tooMuch.body.transaction_id);
    expect(Number(tooMuch.body.net_amount)).toBeGreaterThan(missing);
    expect(() => emulator.control.settle(id, 'completed')).toThrow(
      expect.objectContaining({ name: 'PaymentError', code: 'LIMIT_EXCEEDED' }),
    );
    expect((await v1('GET', `/payments/${id}`)).body.status).toBe('pending');
    expect((await v1('GET', '/balance')).body).toEqual(before);

    const rest = await createV1({ amount: Math.floor(missing / 0.99) });
    expect(Number(rest.body.net_amount)).toBeLessThanOrEqual(missing);
    emulator.control.settle(String(rest.body.transaction_id), 'completed');
    for (let left = 1; left > 0;) {
      const { body } = await v1('GET', '/balance');
      expect(String(body.new_balance)).toBe(body.balance_amount);
      left = Number.MAX_SAFE_INTEGER - Number(body.new_balance);
      // A deposit below 100 has no fee.
      if (left > 0) await settled(Math.min(left, 99));
    }
    const last = await createV1({ amount: 1 });
    expect(() => emulator.control.settle(String(last.body.transaction_id), 'completed')).toThrow(
      /^400 LIMIT_EXCEEDED: amount: expected a balance of at most 9007199254740991/,
    );
  });

  it.each([
    ['currency=USD', 'UNSUPPORTED_CURRENCY'],
    ['currency=', 'UNSUPPORTED_CURRENCY'],
    ['balance_type=gold', 'VALIDATION_ERROR'],
    ['currency=MXN&currency=MXN', 'VALIDATION_ERROR'],
    ['balance_type=main&balance_type=frozen', 'VALIDATION_ERROR'],
  ])('refuses ?%s', async (query, code) => {
    const { status, body } = await v1('GET', `/balance?${query}`);
    expect([status, body.error]).toEqual([400, code]);
  });
});

describe('createEmulator', () => {
  it('makes the same ids with the same seed, and others without', async () => {
    const idOf = async (seed?: number) => {
      emulator = createEmulator({ seed });
      return (await createV1()).body.transaction_id;
    };
    expect(await idOf(7)).toBe(await idOf(7));
    expect(await idOf(7)).not.toBe(await idOf(8));
    expect(await idOf()).not.toBe(await idOf());
  });

  it.each([{ seed: 1.5 }, { now: 7 }])('refuses the option %o', (options) => {
    expect(() => createEmulator(options as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }),
    );
  });

  it('answers like fetch: a URL, a Request, and a signal that is over', async () => {
    const headers = { 'X-API-Key': testKey };
    expect((await emulator.fetch(new URL(`${ORIGIN}/api/v1/payments`), { headers })).status).toBe(
      200,
    );
    expect(
      (await emulator.fetch(new Request(`${ORIGIN}/api/v1/payments`, { headers }))).status,
    ).toBe(200);
    const over = emulator.fetch(`${ORIGIN}/api/v1/payments`, {
      headers,
      signal: AbortSignal.abort(),
    });
    await expect(over).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('lets go of a body that does not come to its end when the signal says so', async () => {
    const abort = new AbortController();
    const answer = emulator.fetch(`${ORIGIN}/api/v1/payments`, {
      method: 'POST',
      body: new ReadableStream(),
      duplex: 'half',
      signal: abort.signal,
    } as RequestInit);
    abort.abort(new Error('enough'));
    await expect(answer).rejects.toThrow('enough');
  });

  it('refuses a body that breaks off', async () => {
    const body = new ReadableStream({
      pull: () => {
        throw new Error('gone');
      },
    });
    const init = { headers: { 'X-API-Key': testKey }, body, duplex: 'half' } as RequestInit;
    const answer = await call('POST', '/api/v1/payments', init);
    expect([answer.status, answer.body.error]).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('refuses what is asked after it was closed', async () => {
    await emulator.close();
    await expect(v1('GET', '/payments')).rejects.toThrow(
      new TypeError('fetch failed: the emulator is closed'),
    );
  });

  it('hashes an empty body as the verifier does', () => {
    expect(signer.sign({ method: 'GET', path: '/' }).bodySha256).toBe(sha256Hex(undefined));
  });
});
