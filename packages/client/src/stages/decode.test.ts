import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { errorOf, json, localServer } from '../../tests/local-server.ts';
import { ANY_BALANCE, DEPOSIT, KEY } from '../../tests/samples.ts';
import { apiKey, bearer, createClient, type Client } from '../index.ts';

async function clientOf(
  status: number,
  headers: Record<string, string>,
  body: string | Uint8Array = '',
): Promise<Client> {
  const { baseUrl } = await localServer((_, response) => {
    response.writeHead(status, headers).end(body);
  });
  return createClient({ auth: apiKey(KEY), baseUrl });
}

const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('answers of success', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset=utf-8',
    'application/problem+json',
  ])('reads %s', async (type) => {
    const client = await clientOf(200, { 'Content-Type': type }, JSON.stringify(ANY_BALANCE));
    expect(await client.balance.all()).toEqual(ANY_BALANCE);
  });

  it('reads JSON that does not say what it is', async () => {
    const client = await clientOf(200, {}, `\ufeff${JSON.stringify(ANY_BALANCE)}`);
    expect(await client.balance.all()).toEqual(ANY_BALANCE);
  });

  it('tells what surrounds the data', async () => {
    const headersSent = { ...JSON_TYPE, 'X-Request-Id': 'req_1' };
    const client = await clientOf(200, headersSent, JSON.stringify(ANY_BALANCE));
    const { headers, ...rest } = await client.balance.all().withResponse();
    expect(rest).toEqual({ data: ANY_BALANCE, status: 200, requestId: 'req_1', attempts: 1 });
    expect(headers.get('content-type')).toBe('application/json');
  });

  it('is no payment where there is no content', async () => {
    const error = await errorOf((await clientOf(204, {})).payments.cancel('pay_1'));
    expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', outcome: 'unknown', status: 204 });
  });

  // Pain: an answer that is taken for what its type says (JSON of a proxy, of another version).
  it.each<[name: string, call: (client: Client) => PromiseLike<unknown>, field: string]>([
    ['payments.get', (client) => client.payments.get('pay_1'), 'transaction_id'],
    ['payments.cancel', (client) => client.payments.cancel('pay_1'), 'transaction_id'],
    ['payments.list', (client) => client.payments.list(), 'data'],
    ['balance.get', (client) => client.balance.get(), 'balance_amount'],
    ['balance.all', (client) => client.balance.all(), 'balances'],
  ])('of %s has what its type says', async (_, call, field) => {
    for (const body of ['{"status":"ok"}', `{"${field}":5}`, `{"${field}":""}`]) {
      const error = await errorOf(call(await clientOf(200, JSON_TYPE, body)));
      expect(error).toMatchObject({ code: 'UNREADABLE_RESPONSE', outcome: 'unknown', status: 200 });
      expect(error.message).toContain(`one without a valid ${field}`);
    }
  });

  it.each<[name: string, headers: Record<string, string>, body: string | Uint8Array, says: string]>(
    [
      ['an empty body', JSON_TYPE, '', 'an empty body'],
      ['half a JSON text', JSON_TYPE, '{"transaction_id":"pay_1', 'something else'],
      ['a list', JSON_TYPE, '[]', 'something else'],
      ['null', JSON_TYPE, 'null', 'something else'],
      ['a text', JSON_TYPE, '"ok"', 'something else'],
      ['bytes that are no UTF-8', JSON_TYPE, Uint8Array.of(0x7b, 0xff, 0x7d), 'something else'],
      ['HTML', { 'Content-Type': 'text/html' }, '<h1>Hi</h1>', 'the type text/html'],
      ['JSON that says it is text', { 'Content-Type': 'text/plain' }, '{}', 'the type text/plain'],
      [
        'a type that begins alike',
        { 'Content-Type': 'application/jsonp' },
        '{}',
        'application/jsonp',
      ],
    ],
  )('cannot be read from %s', async (_, headers, body, says) => {
    const client = await clientOf(200, headers, body);
    const error = await errorOf(client.payments.get('pay_1'));
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'UNREADABLE_RESPONSE',
      outcome: 'unknown',
      status: 200,
    });
    expect(error.message).toContain(says);
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      status: 200,
      merchantReference: DEPOSIT.merchant_reference,
    });
  });

  it("shows the beginning of a proxy's page, and nothing of half a payment", async () => {
    const page = await clientOf(200, { 'Content-Type': 'text/html' }, '<h1>Gateway</h1>');
    expect(inspect(await errorOf(page.balance.all()))).toContain('<h1>Gateway</h1>');
    const half = await clientOf(200, JSON_TYPE, '{"account_holder":"Ana');
    expect(inspect(await errorOf(half.balance.all()))).not.toContain('Ana');
  });
});

describe('answers of failure', () => {
  it('is the typed error of its code', async () => {
    const { baseUrl } = await localServer((_, response) => {
      response.setHeader('X-Request-Id', 'req_9');
      json(response, 400, { statusCode: 400, message: 'no funds', error: 'INSUFFICIENT_BALANCE' });
    });
    const client = createClient({ auth: apiKey(KEY), baseUrl });
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      name: 'PaymentError',
      code: 'INSUFFICIENT_BALANCE',
      status: 400,
      outcome: 'rejected',
      requestId: 'req_9',
      merchantReference: DEPOSIT.merchant_reference,
    });
  });

  it('names the scope that a 403 lacks', async () => {
    const client = await clientOf(403, JSON_TYPE, '{"statusCode":403,"message":"no"}');
    expect(await errorOf(client.payments.cancel('pay_1'))).toMatchObject({
      name: 'PermissionError',
      code: 'INSUFFICIENT_SCOPE',
      missingScopes: ['payments.cancel'],
    });
  });

  it('is typed though the body is HTML, and shows no header', async () => {
    const headers = { 'Content-Type': 'text/html', 'Set-Cookie': 'session=hunter2' };
    const error = await errorOf((await clientOf(502, headers, '<h1>')).balance.all());
    expect(error).toMatchObject({ name: 'ServerError', status: 502, outcome: 'unknown' });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('hunter2');
  });

  // Pain: "invalid token: <the token>" in a log.
  it('does not repeat the credential that an answer repeats', async () => {
    const token = 'opaque.token-0123456789';
    const { baseUrl } = await localServer(({ headers }, response) => {
      const message = `invalid token ${String(headers.authorization)}`;
      json(response, 401, { statusCode: 401, message, error: 'UNAUTHORIZED', seen: token });
    });
    const error = await errorOf(createClient({ auth: bearer(token), baseUrl }).balance.all());
    expect(error).toMatchObject({ code: 'UNAUTHORIZED', details: { seen: '[redacted]' } });
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('0123456789');
  });

  it('cuts no secret in half where it shows the beginning of a page', async () => {
    const page = `${'x'.repeat(190)} qp_test_sk_0123456789abcdef`;
    const client = await clientOf(200, { 'Content-Type': 'text/html' }, page);
    expect(inspect(await errorOf(client.balance.all()))).not.toContain('0123');
  });

  it('keeps what a 429 asks for', async () => {
    const client = await clientOf(429, { ...JSON_TYPE, 'Retry-After': '7' }, '{}');
    expect(await errorOf(client.payments.create(DEPOSIT))).toMatchObject({
      name: 'RateLimitError',
      retryAfterMs: 7000,
      outcome: 'rejected',
    });
  });
});
