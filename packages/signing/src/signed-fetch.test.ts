import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { memoryNonceStore } from './memory-nonce-store.ts';
import { readRequest } from './read-request.ts';
import { signRequest } from './sign-request.ts';
import { signedFetch } from './signed-fetch.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const secret = 'test_secret';
const signer = createSigner({ merchantId: 1024, secret });
const verifier = createVerifier({ secretsFor: () => secret, nonces: memoryNonceStore() });

/** A real server that verifies what comes, and redirects from /moved. */
let server: Server;
let origin: string;
let targets: string[];
let lengths: (string | undefined)[];

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      targets.push(path);
      lengths.push(headers['content-length']);
      if (path.startsWith('/moved')) {
        response.writeHead(307, { location: '/elsewhere' }).end();
        return;
      }
      void verifier
        .verify({ method, path, headers, body: Buffer.concat(chunks) })
        .then((result) => {
          response.end(JSON.stringify(result));
        });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  targets = [];
  lengths = [];
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

describe('signedFetch', () => {
  it.each<[string, (origin: string) => [string | URL | Request, RequestInit?]]>([
    ['a relative URL', () => ['/api/v2/balance?currency=ARS']],
    ['a whole URL', (base) => [`${base}/api/v2/balance?x=%2f|'`]],
    ['a URL object', (base) => [new URL('/a b?c=d e', base)]],
    ['a Request', (base) => [new Request(`${base}/x`)]],
    ['a body of text', () => ['/x', { method: 'POST', body: '{"note":"é🎉"}' }]],
    ['a body of bytes', () => ['/x', { method: 'PUT', body: new Uint8Array([0xff, 0, 1]) }]],
    ['a form', () => ['/x', { method: 'POST', body: new URLSearchParams({ a: 'b c' }) }]],
    ['an empty body', () => ['/x', { method: 'POST', body: '' }]],
    ['a method in lower case', () => ['/x', { method: 'post', body: 'x' }]],
  ])('signs %s so that a server accepts it', async (_, call) => {
    const response = await signedFetch(signer, { origin })(...call(origin));
    expect(await response.json()).toMatchObject({ ok: true, merchantId: '1024' });
  });

  it('sends what came as a stream with its length, in one piece', async () => {
    lengths = [];
    const body = new Blob(['{"amount"', ':150000}']).stream();
    const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
    const response = await signedFetch(signer, { origin })('/x', init);
    expect(await response.json()).toMatchObject({ ok: true });
    expect(lengths).toEqual(['17']);
  });

  // Pain: a signature that is sent to another origin can be replayed at LuxCore.
  it.each(['https://evil.example/api/v2/payments', '//evil.example/x', 'http://127.0.0.1:1/x'])(
    'sends nothing to %s',
    async (url) => {
      const fetch = vi.fn();
      const call = signedFetch(signer, { origin, fetch })(url, { method: 'POST', body: 'x' });
      await expect(call).rejects.toMatchObject({
        code: 'ORIGIN_NOT_ALLOWED',
        outcome: 'not_sent',
        message: `url: expected one of ${origin}, received one of ${new URL(url, origin).origin}`,
      });
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  // Pain: fetch follows a redirect with a stale signature (mhart/aws4fetch#51).
  it('does not follow a redirect', async () => {
    targets = [];
    const call = signedFetch(signer, { origin })('/moved?a=1');
    await expect(call).rejects.toMatchObject({
      name: 'RedirectError',
      code: 'UNEXPECTED_REDIRECT',
      status: 307,
      message: 'GET /moved: expected an answer, received a redirect',
    });
    expect(targets).toEqual(['/moved?a=1']);
  });

  it.each([
    ['an opaque redirect, as browsers show it', { status: 0, type: 'opaqueredirect' }],
    ['a redirect that a fetch of the caller followed', { status: 200, redirected: true }],
  ])('refuses %s', async (_, fields) => {
    const response = { body: null, redirected: false, type: 'basic', ...fields } as Response;
    const call = signedFetch(signer, { origin, fetch: () => response })('/x');
    const error: unknown = await call.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'RedirectError', code: 'UNEXPECTED_REDIRECT' });
    expect(Reflect.get(error as object, 'status')).toBe(fields.status || undefined);
  });

  it.each([
    [299, false],
    [300, true],
    [399, true],
    [400, false],
  ])('takes an answer of status %i for a redirect: %s', async (status, isRedirect) => {
    const answer = new Response('text', { status });
    const call = signedFetch(signer, { origin, fetch: () => answer })('/x');
    if (isRedirect) {
      await expect(call).rejects.toMatchObject({ code: 'UNEXPECTED_REDIRECT', status });
      // Its body was cancelled, so that the connection is free.
      expect(answer.bodyUsed).toBe(true);
    } else {
      expect(await call).toBe(answer);
      expect(await answer.text()).toBe('text');
    }
  });

  it('rejects with the name of what is missing where there is no fetch', async () => {
    const call = signedFetch(signer, { origin });
    vi.stubGlobal('fetch', undefined);
    try {
      await expect(call('/x')).rejects.toMatchObject({
        name: 'ConfigurationError',
        code: 'INVALID_OPTION',
        message: 'fetch: expected a function, received undefined',
      });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('looks its fetch up when it is called', async () => {
    const call = signedFetch(signer, { origin });
    vi.stubGlobal('fetch', () => new Response('stub'));
    try {
      expect(await (await call('/x')).text()).toBe('stub');
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it.each([
    '',
    'api.lux-core.io',
    'https://api.lux-core.io/',
    'https://api.lux-core.io/api',
    7,
    undefined,
  ])('refuses the origin %o', (given) => {
    expect(() => signedFetch(signer, { origin: given as string })).toThrow(
      expect.objectContaining({
        code: 'INVALID_OPTION',
        message: expect.stringMatching(
          /^origin: expected an origin such as https:\/\/api\.lux-core\.io, received /,
        ) as string,
      }),
    );
  });

  it('refuses http but to a loopback address', () => {
    expect(() => signedFetch(signer, { origin: 'http://api.lux-core.io' })).toThrow(
      expect.objectContaining({
        code: 'INSECURE_URL',
        message:
          'origin: expected https, or http to a loopback address, received "http://api.lux-core.io"',
      }),
    );
  });

  it('ends with its signal', async () => {
    const call = signedFetch(signer, { origin })('/x', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('signRequest', () => {
  it('leaves the request that it is given as it is', async () => {
    const request = new Request(`${origin}/x`, {
      method: 'POST',
      body: 'text',
      headers: { a: 'b' },
    });
    const signed = await signRequest(signer, request);
    expect(request.headers.get('x-signature')).toBeNull();
    expect(await request.text()).toBe('text');
    expect([signed.headers.get('a'), signed.redirect, signed.method]).toEqual([
      'b',
      'manual',
      'POST',
    ]);
    expect(await verifier.verify(await readRequest(signed, { maxBytes: 10 }))).toMatchObject({
      ok: true,
    });
  });

  it('signs each time anew', async () => {
    const request = new Request(`${origin}/x`);
    const [one, two] = [await signRequest(signer, request), await signRequest(signer, request)];
    expect(one.headers.get('x-nonce')).not.toBe(two.headers.get('x-nonce'));
  });

  it('replaces a stale signature', async () => {
    const signed = await signRequest(signer, new Request(`${origin}/x`));
    const again = await signRequest(signer, signed);
    expect(await verifier.verify(await readRequest(again, { maxBytes: 0 }))).toMatchObject({
      ok: true,
    });
  });
});
