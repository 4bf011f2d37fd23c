import { inspect } from 'node:util';
import { SigningError } from '@luxcore/errors';
import { describe, expect, it, vi } from 'vitest';
import type { Body } from './body.ts';
import { currentEngine, replaceEngine } from './engine/current-engine.ts';
import { memoryNonceStore } from './memory-nonce-store.ts';
import type { NonceClaim, NonceStore } from './nonce-store.ts';
import { createSigner } from './signer.ts';
import { createVerifier, type Secrets, type VerifierOptions } from './verifier.ts';

const NOW = 1777420800;
const SECRET = 'test_secret';

/** A request signed at NOW. */
function signed(options: { secret?: string; nonce?: string; body?: Body } = {}) {
  const { secret = SECRET, nonce, body = '{"amount":150000}' } = options;
  const signer = createSigner({ merchantId: 1024, secret, now: () => NOW * 1000 });
  const method = 'POST';
  const path = '/api/v2/payments';
  return { method, path, body, headers: signer.sign({ method, path, body, nonce }).headers };
}

/** A verifier whose clock, in milliseconds, the test moves, and whose claims it sees. */
function verifierAt(time = NOW * 1000, options: Partial<VerifierOptions> = {}) {
  const clock = { time };
  const now = () => clock.time;
  const nonces = options.nonces ?? memoryNonceStore({ now });
  const claim = vi.spyOn(nonces, 'claim');
  const verifier = createVerifier({ secretsFor: () => SECRET, now, ...options, nonces });
  return { clock, verifier, claim };
}

/** A promise and the function that fulfils it. */
function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}

function refused(code: string): object {
  return { ok: false, code, reason: expect.any(String) as string };
}

function throwing(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('createVerifier', () => {
  it.each<[string, unknown]>([
    ['secretsFor', { secretsFor: undefined }],
    ['secretsFor', { secretsFor: SECRET }],
    ['nonces', { nonces: undefined }],
    ['nonces', { nonces: null }],
    ['nonces', { nonces: {} }],
    ['nonces', { nonces: new Map() }],
    ['nonces', { nonces: 'memory' }],
    ['toleranceSeconds', { toleranceSeconds: -1 }],
    ['toleranceSeconds', { toleranceSeconds: 0.5 }],
    ['toleranceSeconds', { toleranceSeconds: Number.NaN }],
    ['toleranceSeconds', { toleranceSeconds: Infinity }],
    ['toleranceSeconds', { toleranceSeconds: '300' }],
    ['toleranceSeconds', { toleranceSeconds: null }],
  ])('refuses a wrong %s (%o), naming it and what was expected', (name, options) => {
    const expected = {
      secretsFor: 'a function',
      nonces: 'a NonceStore',
      toleranceSeconds: 'whole seconds from 0',
    }[name];
    const all = { secretsFor: () => SECRET, nonces: memoryNonceStore(), ...(options as object) };
    expect(() => createVerifier(all)).toThrow(
      expect.objectContaining({
        name: 'ConfigurationError',
        code: 'INVALID_OPTION',
        message: expect.stringMatching(
          `^${name}: expected ${String(expected)}, received `,
        ) as string,
      }),
    );
  });

  it('shows no secret in JSON or inspect, of itself and of its answers', async () => {
    const { verifier } = verifierAt();
    const request = signed();
    const shown = [
      verifier,
      await verifier.verify(request),
      await verifier.verify(request),
      await verifier.verify({ ...request, body: 'changed' }),
      verifier.check(request),
    ];
    expect(inspect(shown, { showHidden: true, depth: 9, getters: true })).not.toContain(SECRET);
    expect(JSON.stringify(shown)).not.toContain(SECRET);
  });

  it('reads Date.now unless it is told another clock', async () => {
    const verifier = createVerifier({ secretsFor: () => SECRET, nonces: memoryNonceStore() });
    const signer = createSigner({ merchantId: 1024, secret: SECRET });
    const request = { method: 'GET', path: '/' };
    const { headers } = signer.sign(request);
    expect(await verifier.verify({ ...request, headers })).toMatchObject({ ok: true });
  });
});

describe('freshness', () => {
  const BOUNDS: [string, number, number, boolean][] = [
    ['300.001 s in the past', 300, 300_001, false],
    ['300 s in the past', 300, 300_000, true],
    ['299.999 s in the past', 300, 299_999, true],
    ['299.999 s in the future', 300, -299_999, true],
    ['300 s in the future', 300, -300_000, true],
    ['300.001 s in the future', 300, -300_001, false],
    ['0 s in the past', 0, 0, true],
    ['0.001 s in the past', 0, 1, false],
    ['0.001 s in the future', 0, -1, false],
    ['1 s in the past', 1, 1_000, true],
    ['1.001 s in the past', 1, 1_001, false],
  ];

  it.each(BOUNDS)(
    'of a timestamp %s is judged to the millisecond at a tolerance of %i s',
    async (words, toleranceSeconds, offset, accepted) => {
      const { verifier, claim } = verifierAt(NOW * 1000 + offset, { toleranceSeconds });
      const request = signed();
      const checked = verifier.check(request);
      const verified = await verifier.verify(request);
      expect(checked).toEqual(verified);
      expect(claim).toHaveBeenCalledTimes(accepted ? 1 : 0);
      if (accepted) {
        expect(verified).toMatchObject({ ok: true, timestamp: NOW });
      } else {
        expect(verified).toEqual({
          ok: false,
          code: 'TIMESTAMP_OUT_OF_RANGE',
          reason: `timestamp: expected at most ${String(toleranceSeconds)} s from the current time, received ${words}`,
        });
      }
    },
  );

  it('takes no tolerance from Object.prototype', () => {
    Object.defineProperty(Object.prototype, 'toleranceSeconds', { value: 9e9, configurable: true });
    try {
      const { verifier } = verifierAt(NOW * 1000 + 300_001);
      expect(verifier.check(signed())).toEqual(refused('TIMESTAMP_OUT_OF_RANGE'));
    } finally {
      Reflect.deleteProperty(Object.prototype, 'toleranceSeconds');
    }
  });

  it('is 300 s unless told', () => {
    expect(verifierAt(NOW * 1000 + 300_000).verifier.check(signed())).toMatchObject({ ok: true });
    expect(verifierAt(NOW * 1000 + 300_001).verifier.check(signed())).toMatchObject({ ok: false });
  });

  it('is looked at again after a claim that took its time', async () => {
    const slow = deferred<NonceClaim>();
    const { clock, verifier } = verifierAt(NOW * 1000 + 299_000, {
      nonces: { claim: () => slow.promise },
    });
    const verification = verifier.verify(signed());
    clock.time = NOW * 1000 + 300_001;
    slow.resolve('claimed');
    expect(await verification).toEqual(refused('TIMESTAMP_OUT_OF_RANGE'));
  });

  it('is looked at again after secrets that took their time', async () => {
    const slow = deferred<Secrets>();
    const { clock, verifier } = verifierAt(undefined, { secretsFor: () => slow.promise });
    const verification = verifier.verify(signed());
    clock.time = NOW * 1000 + 300_001;
    slow.resolve(SECRET);
    expect(await verification).toEqual(refused('TIMESTAMP_OUT_OF_RANGE'));
  });

  it.each<[string, () => unknown, string]>([
    ['returns NaN', () => Number.NaN, 'the number NaN'],
    ['returns text', () => 'soon', '"soon"'],
    ['returns nothing', () => undefined, 'undefined'],
    ['returns Infinity', () => Infinity, 'the number Infinity'],
    ['throws', throwing(new Error('no clock')), ''],
  ])('cannot be told by a clock that %s: VERIFIER_UNAVAILABLE', async (_case, now, shown) => {
    const secretsFor = vi.fn(() => SECRET);
    const { verifier } = verifierAt(undefined, { now: now as () => number, secretsFor });
    const what =
      shown === ''
        ? 'an error was thrown'
        : `now: expected a function that returns milliseconds, received ${shown}`;
    const unavailable = {
      ok: false,
      code: 'VERIFIER_UNAVAILABLE',
      reason: `the request, secretsFor or the clock could not be read: ${what}`,
    };
    expect(verifier.check(signed())).toEqual(unavailable);
    expect(await verifier.verify(signed())).toEqual(unavailable);
    expect(secretsFor).not.toHaveBeenCalled();
  });

  it('that cannot be told after the claim is no acceptance', async () => {
    const times = [NOW * 1000, Number.NaN];
    const { verifier, claim } = verifierAt(undefined, {
      now: () => times.shift() ?? Number.NaN,
      nonces: { claim: () => 'claimed' },
    });
    expect(await verifier.verify(signed())).toEqual(refused('VERIFIER_UNAVAILABLE'));
    expect(claim).toHaveBeenCalledTimes(1);
  });
});

describe('secrets', () => {
  it.each<[string, Secrets]>([
    ['undefined', undefined],
    ['an empty list', []],
    ['an empty text', ''],
  ])('that are %s make the merchant a stranger', async (_case, secrets) => {
    const { verifier, claim } = verifierAt(undefined, { secretsFor: () => secrets });
    const stranger = {
      ok: false,
      code: 'INVALID_MERCHANT',
      reason: 'merchantId: expected a merchant with a secret, received 1024',
    };
    expect(verifier.check(signed())).toEqual(stranger);
    expect(await verifier.verify(signed())).toEqual(stranger);
    expect(claim).not.toHaveBeenCalled();
  });

  it.each<[string, Secrets, number]>([
    ['one', SECRET, 0],
    ['a list of one', [SECRET], 0],
    ['the first of two', [SECRET, 'new_secret'], 0],
    ['the last of three', ['a', 'b', SECRET], 2],
  ])('are tried: %s matches, and its index is told', async (_case, secrets, secretIndex) => {
    const { verifier } = verifierAt(undefined, { secretsFor: () => secrets });
    expect(verifier.check(signed())).toMatchObject({ ok: true, secretIndex });
    expect(await verifier.verify(signed())).toMatchObject({ ok: true, secretIndex });
  });

  it('that match twice give the index of one that matches', () => {
    const secrets = ['other', SECRET, 'another', SECRET, 'last'];
    const { verifier } = verifierAt(undefined, { secretsFor: () => secrets });
    const result = verifier.check(signed());
    expect(result).toMatchObject({ ok: true });
    expect(result.ok && secrets[result.secretIndex]).toBe(SECRET);
  });

  it('are rotated: the old one is accepted until it is taken away', () => {
    let secrets: Secrets = 'old_secret';
    const { verifier } = verifierAt(undefined, { secretsFor: () => secrets });
    const accepts = (secret: string) => verifier.check(signed({ secret })).ok;
    expect([accepts('old_secret'), accepts('new_secret')]).toEqual([true, false]);
    secrets = ['old_secret', 'new_secret'];
    expect([accepts('old_secret'), accepts('new_secret')]).toEqual([true, true]);
    secrets = 'new_secret';
    expect([accepts('old_secret'), accepts('new_secret')]).toEqual([false, true]);
  });

  it('of no match are an INVALID_SIGNATURE, whose reason shows neither secret nor digest', () => {
    const { verifier } = verifierAt(undefined, { secretsFor: () => ['wrong_one', 'wrong_two'] });
    const result = verifier.check(signed());
    expect(result).toEqual({
      ok: false,
      code: 'INVALID_SIGNATURE',
      reason: 'signature: expected the HMAC-SHA256 of the canonical string, received another',
    });
  });

  it('may come later to verify', async () => {
    const { verifier } = verifierAt(undefined, {
      secretsFor: () => Promise.resolve(['other', SECRET]),
    });
    expect(await verifier.verify(signed())).toMatchObject({ ok: true, secretIndex: 1 });
  });

  it('are asked for by the id of the merchant, as text', async () => {
    const secretsFor = vi.fn(() => SECRET);
    await verifierAt(undefined, { secretsFor }).verifier.verify(signed());
    expect(secretsFor.mock.calls).toEqual([['1024']]);
  });

  it('are kept apart beyond those that are remembered prepared', () => {
    let secret = '';
    const { verifier } = verifierAt(undefined, { secretsFor: () => secret });
    const accepted = (own: string) => {
      secret = own;
      return verifier.check(signed({ secret: own })).ok;
    };
    const many = Array.from({ length: 1_100 }, (_, index) => `secret-${String(index)}`);
    expect(many.every(accepted)).toBe(true);
    expect(accepted('secret-0')).toBe(true);
    expect(verifier.check(signed({ secret: 'secret-1' })).ok).toBe(false);
  });

  it('are prepared once each, until a thousand others have been', () => {
    const engine = currentEngine();
    const hmacKey = vi.fn(engine.hmacKey);
    replaceEngine({ ...engine, hmacKey });
    try {
      let secret = '';
      const { verifier } = verifierAt(undefined, { secretsFor: () => secret });
      const request = signed();
      const prepared = (index: number) => {
        hmacKey.mockClear();
        secret = `secret-${String(index)}`;
        verifier.check(request);
        return hmacKey.mock.calls.length;
      };
      for (let index = 0; index < 1_000; index++) expect(prepared(index)).toBe(1);
      expect([0, 999, 1_000, 1_000, 0].map(prepared)).toEqual([0, 0, 1, 0, 1]);
    } finally {
      replaceEngine(undefined);
    }
  });

  it('that are a promise cannot be waited for by check', () => {
    const { verifier } = verifierAt(undefined, { secretsFor: () => Promise.resolve(SECRET) });
    expect(verifier.check(signed())).toEqual({
      ok: false,
      code: 'VERIFIER_UNAVAILABLE',
      reason: 'secretsFor returned a promise: use verify',
    });
  });

  it('that are a rejected promise leave nothing unhandled behind a check', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { verifier } = verifierAt(undefined, {
      secretsFor: () => Promise.reject(new Error('no database')),
    });
    expect(verifier.check(signed())).toEqual(refused('VERIFIER_UNAVAILABLE'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it.each<[string, unknown]>([
    ['an Error that holds a secret', new Error('SELECT failed near hidden-value')],
    ['text', 'hidden-value'],
    ['an object', { secret: 'hidden-value' }],
    ['undefined', undefined],
    ['an Error whose message cannot be read', unreadable()],
    ['a proxy that throws at everything', hostile()],
    ['a SigningError of another code', new SigningError('hidden-value', { code: 'INVALID_PATH' })],
    [
      'an Error that has a code of ours',
      Object.assign(new Error('hidden-value'), { code: 'INVALID_OPTION' }),
    ],
    ['an Error whose message is no text', Object.assign(new Error(), { message: Symbol('x') })],
  ])(
    'whose look-up fails with %s are VERIFIER_UNAVAILABLE, and nothing leaks',
    async (_, error) => {
      const results = [
        verifierAt(undefined, { secretsFor: throwing(error) }).verifier.check(signed()),
        await verifierAt(undefined, { secretsFor: throwing(error) }).verifier.verify(signed()),
        await verifierAt(undefined, {
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- any value may come
          secretsFor: () => Promise.reject(error),
        }).verifier.verify(signed()),
      ];
      for (const result of results) {
        expect(result).toEqual({
          ok: false,
          code: 'VERIFIER_UNAVAILABLE',
          reason: 'the request, secretsFor or the clock could not be read: an error was thrown',
        });
      }
      expect(inspect(results, { showHidden: true, depth: 9 })).not.toContain('hidden-value');
    },
  );

  it.each<[string, unknown, string]>([
    ['a webhook secret', 'whsec_hidden-value', 'received a webhook secret'],
    ['an API key among others', [SECRET, 'qp_prod_sk_hidden-value'], 'received an API key'],
    ['white space', 'hidden-value\n', 'received one with white space around it'],
    ['an empty text in a list', [SECRET, ''], 'received an empty text'],
    ['a number', 42, 'received number'],
    ['a list in a list', [[SECRET]], 'received object'],
    ['an object', { secret: SECRET }, 'received object'],
  ])('that are %s are VERIFIER_UNAVAILABLE with the reason', async (_case, secrets, reason) => {
    const { verifier, claim } = verifierAt(undefined, { secretsFor: () => secrets as Secrets });
    for (const result of [verifier.check(signed()), await verifier.verify(signed())]) {
      expect(result).toEqual({
        ok: false,
        code: 'VERIFIER_UNAVAILABLE',
        reason: `the request, secretsFor or the clock could not be read: secret: expected the merchant's HMAC secret, ${reason}`,
      });
    }
    expect(claim).not.toHaveBeenCalled();
  });

  it('that are null are never an acceptance', async () => {
    const { verifier } = verifierAt(undefined, { secretsFor: () => null as unknown as undefined });
    expect(verifier.check(signed())).toEqual(refused('INVALID_MERCHANT'));
    expect(await verifier.verify(signed())).toEqual(refused('INVALID_MERCHANT'));
  });
});

describe('the nonce', () => {
  it('is accepted once', async () => {
    const { verifier } = verifierAt();
    const request = signed({ nonce: 'nonce-0001' });
    expect(await verifier.verify(request)).toMatchObject({ ok: true, nonce: 'nonce-0001' });
    expect(await verifier.verify(request)).toEqual({
      ok: false,
      code: 'NONCE_REUSED',
      reason: 'nonce: expected a new one, received nonce-0001 before',
    });
  });

  it('is refused 299 s after it was claimed, and a replay is stale before it is forgotten', async () => {
    const { clock, verifier } = verifierAt();
    const request = signed();
    await verifier.verify(request);
    clock.time += 299_000;
    expect(await verifier.verify(request)).toEqual(refused('NONCE_REUSED'));
    clock.time += 1_001;
    expect(await verifier.verify(request)).toEqual(refused('TIMESTAMP_OUT_OF_RANGE'));
  });

  it('is accepted by exactly one of two verifications at once', async () => {
    const { verifier } = verifierAt(undefined, { secretsFor: () => Promise.resolve(SECRET) });
    const request = signed();
    const results = await Promise.all([verifier.verify(request), verifier.verify(request)]);
    expect(results.map((result) => (result.ok ? 'ok' : result.code)).sort()).toEqual([
      'NONCE_REUSED',
      'ok',
    ]);
  });

  it('is not taken by check, however often', async () => {
    const { verifier, claim } = verifierAt();
    const request = signed();
    expect([verifier.check(request).ok, verifier.check(request).ok]).toEqual([true, true]);
    expect(claim).not.toHaveBeenCalled();
    expect((await verifier.verify(request)).ok).toBe(true);
  });

  it('is not burned by a forger', async () => {
    const { verifier, claim } = verifierAt();
    const request = signed({ nonce: 'nonce-0001' });
    const forged = { ...request, body: '{"amount":1}' };
    expect(await verifier.verify(forged)).toEqual(refused('INVALID_SIGNATURE'));
    expect(claim).not.toHaveBeenCalled();
    expect(await verifier.verify(request)).toMatchObject({ ok: true });
  });

  it.each([
    [300, 360],
    [0, 60],
    [10, 70],
  ])(
    'is claimed at a tolerance of %i s by merchant and nonce, until timestamp + %i s',
    async (toleranceSeconds, life) => {
      const { verifier, claim } = verifierAt(undefined, { toleranceSeconds });
      await verifier.verify(signed({ nonce: 'nonce-0001' }));
      expect(claim.mock.calls).toEqual([['1024.nonce-0001', (NOW + life) * 1000]]);
    },
  );

  it('of one merchant does not stand in the way of another', async () => {
    const { verifier } = verifierAt();
    const request = signed({ nonce: 'nonce-0001' });
    const other = { ...request, headers: { ...request.headers, 'X-Merchant-Id': '2048' } };
    expect((await verifier.verify(request)).ok).toBe(true);
    expect(await verifier.verify(other)).toMatchObject({ ok: true, merchantId: '2048' });
  });
});

describe('the nonce store', () => {
  it.each<[string, () => unknown, string]>([
    ['answers claimed', () => 'claimed', 'ok'],
    ['answers claimed later', () => Promise.resolve('claimed'), 'ok'],
    ['answers seen', () => 'seen', 'NONCE_REUSED'],
    ['answers seen later', () => Promise.resolve('seen'), 'NONCE_REUSED'],
    ['is full', () => 'full', 'NONCE_STORE_UNAVAILABLE'],
    ['is full, it says later', () => Promise.resolve('full'), 'NONCE_STORE_UNAVAILABLE'],
    ['answers nothing', () => undefined, 'NONCE_STORE_UNAVAILABLE'],
    ['answers null', () => null, 'NONCE_STORE_UNAVAILABLE'],
    ['answers true', () => true, 'NONCE_STORE_UNAVAILABLE'],
    ['answers OK', () => 'OK', 'NONCE_STORE_UNAVAILABLE'],
    ['answers 1', () => 1, 'NONCE_STORE_UNAVAILABLE'],
    ['answers in upper case', () => 'CLAIMED', 'NONCE_STORE_UNAVAILABLE'],
    ['answers a list', () => ['claimed'], 'NONCE_STORE_UNAVAILABLE'],
    ['answers a String object', () => Object('claimed') as unknown, 'NONCE_STORE_UNAVAILABLE'],
    ['throws', throwing(new Error('redis://hidden-value')), 'NONCE_STORE_UNAVAILABLE'],
    ['rejects', () => Promise.reject(new Error('redis://hidden-value')), 'NONCE_STORE_UNAVAILABLE'],
    ['throws what throws', throwing(hostile()), 'NONCE_STORE_UNAVAILABLE'],
    [
      'answers a thenable that throws',
      () => ({ then: throwing(new Error('hidden-value')) }),
      'NONCE_STORE_UNAVAILABLE',
    ],
  ])('that %s', async (_case, claim, expected) => {
    const { verifier } = verifierAt(undefined, { nonces: { claim } as NonceStore });
    const result = await verifier.verify(signed());
    expect(result.ok ? 'ok' : result.code).toBe(expected);
    if (expected === 'NONCE_STORE_UNAVAILABLE') {
      expect(result).toMatchObject({ reason: 'nonce: the store is full, slow or away' });
    }
    expect(inspect(result, { showHidden: true })).not.toContain('hidden-value');
  });

  it('that never answers is away after 3 seconds, and leaves no timer', async () => {
    vi.useFakeTimers();
    try {
      const { verifier } = verifierAt(undefined, {
        nonces: { claim: () => new Promise<never>(() => undefined) },
      });
      const answer = vi.fn();
      const waiting = verifier.verify(signed()).then(answer);
      await vi.advanceTimersByTimeAsync(2_999);
      expect(answer).not.toHaveBeenCalled();
      await vi.advanceTimersByTimeAsync(1);
      await waiting;
      expect(answer).toHaveBeenCalledWith(refused('NONCE_STORE_UNAVAILABLE'));
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each<[string, () => Promise<NonceClaim>, boolean]>([
    ['answers', () => Promise.resolve('claimed'), true],
    ['rejects', () => Promise.reject(new Error('away')), false],
    [
      'answers just in time',
      () => new Promise((resolve) => setTimeout(resolve, 2_999, 'claimed')),
      true,
    ],
  ])('that %s leaves no timer', async (_case, claim, ok) => {
    vi.useFakeTimers();
    try {
      const waiting = verifierAt(undefined, { nonces: { claim } }).verifier.verify(signed());
      await vi.advanceTimersByTimeAsync(2_999);
      expect((await waiting).ok).toBe(ok);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('is called as a method, so that a class may be one', async () => {
    class Store implements NonceStore {
      readonly #answer = 'claimed';
      claim(): NonceClaim {
        return this.#answer;
      }
    }
    const verifier = createVerifier({
      secretsFor: () => SECRET,
      nonces: new Store(),
      now: () => NOW * 1000,
    });
    expect(await verifier.verify(signed())).toMatchObject({ ok: true });
  });
});

describe('what is verified', () => {
  it('is the body as it was given, whatever happens to its bytes meanwhile', async () => {
    const slow = deferred<Secrets>();
    const { verifier } = verifierAt(undefined, { secretsFor: () => slow.promise });
    const body = new TextEncoder().encode('{"amount":150000}');
    const request = signed({ body });
    const verification = verifier.verify({ ...request, body });
    body.set(new TextEncoder().encode('{"amount":999999}'));
    slow.resolve(SECRET);
    expect(await verification).toMatchObject({ ok: true });
  });

  it('is not a body that is made to match after verify was called', async () => {
    const slow = deferred<Secrets>();
    const { verifier, claim } = verifierAt(undefined, { secretsFor: () => slow.promise });
    const signedBytes = new TextEncoder().encode('{"amount":150000}');
    const request = signed({ body: signedBytes });
    const body = new TextEncoder().encode('{"amount":999999}');
    const verification = verifier.verify({ ...request, body });
    body.set(signedBytes);
    slow.resolve(SECRET);
    expect(await verification).toEqual(refused('INVALID_SIGNATURE'));
    expect(claim).not.toHaveBeenCalled();
  });

  it('is the headers as they were given, whatever happens to them meanwhile', async () => {
    const slow = deferred<Secrets>();
    const { verifier } = verifierAt(undefined, { secretsFor: () => slow.promise });
    const request = signed();
    const headers: Record<string, string> = { ...request.headers };
    const verification = verifier.verify({ ...request, headers });
    headers['X-Nonce'] = 'another-nonce';
    headers['X-Signature'] = '';
    slow.resolve(SECRET);
    expect(await verification).toMatchObject({ ok: true });
  });

  it('is read once from a request whose getters answer differently each time', async () => {
    const { verifier } = verifierAt();
    const real = signed();
    const bodies = ['{"amount":150000}', '{"amount":999999}'];
    const body = vi.fn(() => bodies.shift());
    const request = Object.defineProperty({ ...real }, 'body', { get: body });
    expect(await verifier.verify(request)).toMatchObject({ ok: true });
    expect(body).toHaveBeenCalledTimes(1);
  });
});

function unreadable(): Error {
  return Object.defineProperty(new Error(), 'message', { get: throwing(new Error('no')) });
}

/** A proxy that throws whatever is asked of it. */
function hostile(): object {
  const traps = [
    'get',
    'has',
    'ownKeys',
    'getPrototypeOf',
    'getOwnPropertyDescriptor',
  ] satisfies (keyof ProxyHandler<object>)[];
  return new Proxy({}, Object.fromEntries(traps.map((trap) => [trap, throwing(new Error(trap))])));
}
