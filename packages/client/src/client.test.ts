import { LuxCoreError } from '@luxcore/errors';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorOf, json, localServer } from '../tests/local-server.ts';
import {
  ANY_BALANCE,
  DEPOSIT,
  KEY,
  MERCHANT_ID,
  PRODUCTION_KEY,
  SECRET,
  asFetch,
} from '../tests/samples.ts';
import { apiKey, bearer, createClient, hmac, type ClientOptions } from './index.ts';

const FAULTS: readonly [name: string, options: unknown, code: string, says: RegExp][] = [
  ['no options', undefined, 'INVALID_OPTION', /^auth: expected apiKey/],
  ['a bare key as auth', { auth: KEY }, 'INVALID_OPTION', /received string$/],
  ['null as auth', { auth: null }, 'INVALID_OPTION', /received null$/],
  [
    'an auth of no kind',
    { auth: { kind: 'toString', prepare: () => 0 } },
    'INVALID_OPTION',
    /auth/,
  ],
  ['a malformed key', { auth: apiKey('nonsense') }, 'MALFORMED_API_KEY', /expected/],
  ['a key with a line break', { auth: apiKey(`${KEY}\n`) }, 'MALFORMED_API_KEY', /line break/],
  [
    'a key with CR LF and a header',
    { auth: apiKey(`${KEY}\r\nX: 1`) },
    'MALFORMED_API_KEY',
    /white/,
  ],
  ['a key that is no text', { auth: apiKey(undefined as never) }, 'MALFORMED_API_KEY', /undefined/],
  [
    'a webhook secret as key',
    { auth: apiKey('whsec_12345') },
    'MALFORMED_API_KEY',
    /webhook secret/,
  ],
  [
    'a production key in test',
    { auth: apiKey(PRODUCTION_KEY), environment: 'test' },
    'ENVIRONMENT_MISMATCH',
    /expected an API key of test, received one of production/,
  ],
  [
    'an unknown environment',
    { auth: apiKey(KEY), environment: 'live' },
    'INVALID_OPTION',
    /"live"/,
  ],
  [
    'an unknown scope',
    { auth: apiKey(KEY, { scopes: ['pay' as never] }) },
    'INVALID_OPTION',
    /"pay"/,
  ],
  [
    'scopes in one text',
    { auth: apiKey(KEY, { scopes: 'a' as never }) },
    'INVALID_OPTION',
    /scopes/,
  ],
  ['no hmac credentials', { auth: hmac(undefined as never) }, 'INVALID_MERCHANT', /merchantId/],
  [
    'an API key as secret',
    { auth: hmac({ merchantId: 1, secret: KEY }) },
    'INVALID_SECRET',
    /API key/,
  ],
  [
    'a fetch that is none',
    { auth: apiKey(KEY), fetch: 'fetch' },
    'INVALID_OPTION',
    /^fetch: expected/,
  ],
  ['a clock that is none', { auth: apiKey(KEY), now: 5 }, 'INVALID_OPTION', /^now: expected/],
  [
    'a guard that is a text',
    { auth: apiKey(KEY), dangerouslyAllowBrowser: 'no' },
    'INVALID_OPTION',
    /^dangerouslyAllowBrowser: expected true or false, received "no"/,
  ],
  [
    'no time at all',
    { auth: apiKey(KEY), timeoutMs: 0 },
    'INVALID_OPTION',
    /^timeoutMs: .* number 0/,
  ],
  ['plain http', { auth: apiKey(KEY), baseUrl: 'http://a.example' }, 'INSECURE_URL', /https/],
];

describe('createClient', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  // Pain: a constructor that throws, or reads the environment, at import breaks builds.
  it.each(FAULTS)('is made with %s, and rejects the first call', async (_, options, code, says) => {
    const fetch = vi.fn();
    const given = { fetch, ...(options as object | undefined) };
    const client = createClient(given as never as ClientOptions<ReturnType<typeof apiKey>>);
    const error = await errorOf(client.balance.all());
    expect(error).toBeInstanceOf(LuxCoreError);
    expect(error).toMatchObject({ code, outcome: 'not_sent' });
    expect(error.message).toMatch(says);
    expect(error.message).not.toContain('0123456789');
    expect(fetch).not.toHaveBeenCalled();
  });

  it('checks options and credentials once, and keeps what they were when it was made', async () => {
    const server = await localServer((_, response) => {
      json(response, 200, ANY_BALANCE);
    });
    const auth = apiKey(KEY);
    const prepare = vi.fn(auth.prepare);
    const options = { auth: { ...auth, prepare }, baseUrl: server.baseUrl };
    const client = createClient(options);
    options.baseUrl = 'https://elsewhere.example';
    await Promise.all([client.balance.all(), client.balance.all()]);
    await client.balance.all();
    expect(prepare).toHaveBeenCalledTimes(1);
    expect(server.received).toHaveLength(3);
  });

  // Pain: a lazy call that sends what its arguments have become.
  it('sends what the arguments of a call were when it was made', async () => {
    const seen: Request[] = [];
    const fetch = asFetch((request) => {
      seen.push(request);
      return Response.json(ANY_BALANCE);
    });
    const query: { currency: string } = { currency: 'ARS' };
    const headers: Record<string, string> = { 'X-Trace': '1' };
    const call = createClient({ auth: apiKey(KEY), fetch }).balance.get(query, { headers });
    query.currency = 'MXN';
    headers['X-Trace'] = '2';
    await call;
    expect(seen[0]?.url).toMatch(/currency=ARS$/);
    expect(seen[0]?.headers.get('X-Trace')).toBe('1');
  });

  it('rejects by what is wrong with an argument, and does not throw', async () => {
    const client = createClient({ auth: apiKey(KEY), fetch: vi.fn() });
    const calls = [
      client.balance.get({ currency: Symbol() } as never),
      client.payments.list('status=pending' as never),
      client.payments.get(5 as never),
      client.balance.all({ timeoutMs: 0 }),
    ];
    for (const call of calls) {
      expect(await errorOf(call)).toMatchObject({ outcome: 'not_sent' });
    }
  });

  it('looks fetch up for each call, and calls it on its own', async () => {
    const client = createClient({ auth: apiKey(KEY) });
    vi.stubGlobal('fetch', undefined);
    expect(await errorOf(client.balance.all())).toMatchObject({ code: 'INVALID_OPTION' });
    const seen: unknown[] = [];
    vi.stubGlobal('fetch', function (this: unknown, url: string) {
      seen.push(this, url);
      return Promise.resolve(Response.json(ANY_BALANCE));
    });
    await client.balance.all();
    expect(seen).toEqual([undefined, 'https://api.lux-core.io/api/v1/balance/all']);
  });

  it('takes a fetch that answers at once, without a promise', async () => {
    const fetch = asFetch((request) => Response.json({ ...ANY_BALANCE, method: request.method }));
    const client = createClient({ auth: apiKey(KEY), fetch });
    expect(await client.balance.all()).toMatchObject({ method: 'GET' });
  });

  it('refuses to run in a browser unless told', async () => {
    vi.stubGlobal('window', {});
    vi.stubGlobal('document', {});
    const fetch = (): Response => Response.json(ANY_BALANCE);
    const auth = bearer('token-123');
    expect(await errorOf(createClient({ auth, fetch }).balance.all())).toMatchObject({
      code: 'BROWSER_NOT_ALLOWED',
    });
    await createClient({ auth, fetch, dangerouslyAllowBrowser: true }).balance.all();
    vi.stubGlobal('Deno', {});
    await createClient({ auth, fetch }).balance.all();
  });

  // Pain: keys printed by util.inspect(client) (stripe, openai).
  it('never shows a secret', async () => {
    const server = await localServer((_, response) => {
      json(response, 401, { statusCode: 401, message: 'no', error: 'INVALID_API_KEY' });
    });
    const { baseUrl } = server;
    const tokens = { apiKey: KEY, bearer: 'token-abcdef-123', hmac: SECRET };
    const auths = [
      apiKey(tokens.apiKey),
      bearer(tokens.bearer),
      bearer(() => tokens.bearer),
      hmac({ merchantId: MERCHANT_ID, secret: tokens.hmac }),
    ];
    for (const auth of auths) {
      const client = createClient({ auth, baseUrl });
      const call = client.payments.create(DEPOSIT);
      const error = await errorOf(call);
      const shown = [auth, client, call, client.payments, error].flatMap((value) => [
        inspect(value, { showHidden: true, depth: 9, getters: true }),
        JSON.stringify(value),
        String(errorFrom(() => structuredClone(value))),
      ]);
      for (const secret of Object.values(tokens)) expect(shown.join('\n')).not.toContain(secret);
    }
  });

  it('does not show a secret that stands in the place of the merchant id', async () => {
    const client = createClient({ auth: hmac({ merchantId: SECRET, secret: '1024' }) });
    const error = await errorOf(client.balance.all());
    expect(error).toMatchObject({ code: 'INVALID_MERCHANT' });
    expect(inspect(error, { showHidden: true })).not.toContain(SECRET);
  });
});

function errorFrom(work: () => unknown): unknown {
  try {
    return inspect(work(), { showHidden: true, depth: 9 });
  } catch (error) {
    return error;
  }
}
