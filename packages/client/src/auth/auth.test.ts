import type { AuthKind } from '@luxcore/contract';
import type { Scope } from '@luxcore/scopes';
import { createVerifier, memoryNonceStore } from '@luxcore/signing';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorOf, json, localServer } from '../../tests/local-server.ts';
import {
  ANY_BALANCE,
  DEPOSIT,
  KEY,
  MERCHANT_ID,
  SECRET,
  asFetch,
  nodeSignature,
  paymentOf,
} from '../../tests/samples.ts';
import { apiKeyFromEnv, bearer, createClient, hmac, hmacFromEnv, type Auth } from '../index.ts';

const answer = (): Response => Response.json(ANY_BALANCE);

async function failure(auth: Auth<AuthKind, Scope>): Promise<Error> {
  const client = createClient({ auth: auth as Auth<'hmac', Scope>, fetch: answer });
  return errorOf(client.balance.all());
}

describe('hmac', () => {
  it('signs the path, the query and the bytes that are sent', async () => {
    const verifier = createVerifier({ secretsFor: () => [SECRET], nonces: memoryNonceStore() });
    const server = await localServer((_, response) => {
      json(response, 201, { ...paymentOf(DEPOSIT), ...ANY_BALANCE });
    });
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const client = createClient({ auth, baseUrl: server.baseUrl });
    await client.payments.create({ ...DEPOSIT, description: "Ñandú's ☕ 'quoted'" });
    await client.balance.get({ currency: "A'R S&ñ" });
    await client.balance.all();
    expect(server.received.map(({ path }) => path)).toEqual([
      '/api/v2/payments',
      '/api/v2/balance?currency=A%27R+S%26%C3%B1',
      '/api/v2/balance/all',
    ]);
    for (const request of server.received) {
      expect(request.headers).not.toHaveProperty('x-api-key');
      expect(await verifier.verify({ ...request, headers: { ...request.headers } })).toMatchObject({
        ok: true,
        merchantId: String(MERCHANT_ID),
      });
    }
  });

  it('signs each call anew, as Node signs it', async () => {
    const seen: Headers[] = [];
    const fetch = asFetch((request) => {
      seen.push(request.headers);
      return answer();
    });
    const auth = hmac({ merchantId: '1024', secret: SECRET });
    const client = createClient({ auth, fetch, now: () => 1_777_420_800_999 });
    await client.balance.all();
    await client.balance.all();
    const nonces = seen.map((headers) => headers.get('x-nonce'));
    expect(new Set(nonces).size).toBe(2);
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect(seen.map((headers) => headers.get('x-signature'))).toEqual(
      nonces.map((nonce) =>
        nodeSignature(`v1.1777420800.${String(nonce)}.GET./api/v2/balance/all.${empty}`),
      ),
    );
  });

  it('refuses a clock that shows no time, before anything is sent', async () => {
    const auth = hmac({ merchantId: MERCHANT_ID, secret: SECRET });
    const client = createClient({ auth, fetch: answer, now: () => Number.NaN });
    const error = await errorOf(client.payments.create(DEPOSIT));
    expect(error).toMatchObject({ code: 'INVALID_OPTION', outcome: 'not_sent' });
  });

  // Pain: the wrong secret is used (stripe-node#1886).
  it.each(['', ' secret', 'whsec_123', KEY, 5])('refuses the secret %j', async (secret) => {
    const error = await failure(hmac({ merchantId: 1, secret: secret as string }));
    expect(error).toMatchObject({ code: 'INVALID_SECRET', outcome: 'not_sent' });
  });
});

describe('bearer', () => {
  it('sends the token, and asks for a new one each time', async () => {
    const seen: (string | null)[] = [];
    const fetch = asFetch((request) => {
      seen.push(request.headers.get('authorization'));
      return answer();
    });
    await createClient({ auth: bearer('eyJ.a-b.c='), fetch }).balance.all();
    let count = 0;
    const supplied = createClient({
      auth: bearer(() => Promise.resolve(`token-${String((count += 1))}`)),
      fetch,
    });
    await supplied.balance.all();
    await supplied.balance.all();
    expect(seen).toEqual(['Bearer eyJ.a-b.c=', 'Bearer token-1', 'Bearer token-2']);
  });

  it.each<[unknown, RegExp]>([
    ['', /an empty string/],
    [undefined, /received undefined/],
    [null, /received null/],
    [5, /received number/],
    ['hunter2\r\nX-Evil: 1', /white space or a line break/],
    ['Bearer hunter2', /"Bearer" does not belong/],
    ['hunter2,', /characters that no token has/],
    ['hunter2=x', /characters that no token has/],
    [KEY, /an API key/],
    ['whsec_hunter2', /webhook secret/],
  ])('refuses the token %j, without showing it', async (token, says) => {
    for (const auth of [bearer(token as string), bearer(() => token as string)]) {
      const error = await failure(auth);
      expect(error).toMatchObject({ code: 'INVALID_OPTION', outcome: 'not_sent' });
      expect(error.message).toMatch(says);
      expect(error.message).not.toContain('hunter2');
    }
  });

  it('rejects where the supplier throws', async () => {
    const cause = new Error('session expired');
    const throwing: (() => never)[] = [
      () => {
        throw cause;
      },
    ];
    for (const supplier of [...throwing, () => Promise.reject(cause)]) {
      const error = await failure(bearer(supplier));
      expect(error).toMatchObject({ code: 'MISSING_CREDENTIALS', outcome: 'not_sent' });
      expect(error.cause).toBe(cause);
    }
  });
});

describe('credentials from the environment', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  it('are read at the first call', async () => {
    const client = createClient({ auth: apiKeyFromEnv(), fetch: answer });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({
      name: 'ConfigurationError',
      code: 'MISSING_CREDENTIALS',
      message: 'LUXCORE_API_KEY: expected an environment variable, received none',
    });
    vi.stubEnv('LUXCORE_API_KEY', KEY);
    await client.balance.all();
  });

  it('are read from a record', async () => {
    const env: Record<string, string> = {};
    const client = createClient({ auth: hmacFromEnv(env), fetch: answer });
    env.LUXCORE_MERCHANT_ID = '1024';
    env.LUXCORE_HMAC_SECRET = '';
    expect((await errorOf(client.balance.all())).message).toBe(
      'LUXCORE_HMAC_SECRET: expected an environment variable, received an empty one',
    );
    env.LUXCORE_HMAC_SECRET = SECRET;
    await client.balance.all();
    await createClient({
      auth: apiKeyFromEnv({ LUXCORE_API_KEY: KEY }),
      fetch: answer,
    }).balance.all();
  });

  it('are read from Deno, which may refuse', async () => {
    const get = vi.fn((name: string) => (name === 'LUXCORE_API_KEY' ? KEY : undefined));
    vi.stubGlobal('process', undefined);
    vi.stubGlobal('Deno', { env: { get } });
    const client = createClient({ auth: apiKeyFromEnv(), fetch: answer });
    await client.balance.all();
    const cause = new Error('Requires env access to "LUXCORE_MERCHANT_ID"');
    get.mockImplementation(() => {
      throw cause;
    });
    const error = await failure(hmacFromEnv());
    expect(error).toMatchObject({
      code: 'MISSING_CREDENTIALS',
      message: 'LUXCORE_MERCHANT_ID: the environment may not be read; allow it',
      cause,
    });
  });

  it('are missing where a runtime has no environment', async () => {
    vi.stubGlobal('process', undefined);
    expect(await failure(apiKeyFromEnv())).toMatchObject({ code: 'MISSING_CREDENTIALS' });
  });
});
