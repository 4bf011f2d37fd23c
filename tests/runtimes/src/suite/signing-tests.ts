/** Signatures: every vector, and what a signer and a verifier do around them. */
import type * as Signing from '@luxcore/signing';
import { VECTORS, vectorBody } from '@luxcore/signing/vectors';
import {
  answersTo,
  asHeaders,
  asRecord,
  expectedAnswers,
  fitsHeaders,
} from '../../../../packages/signing/tests/vector-answers.ts';
import { equal, group, matches, ok, throws, type Need, type Test } from './test.ts';

/** Any time, in milliseconds. */
const NOW = 1_777_420_800_000;
const SECRET = 'test_secret';
const REQUEST = { method: 'POST', path: '/api/v2/payments', body: '{"amount":150000}' };

/** The vectors, signed and verified by one build of the package. */
export function vectorTests(
  build: string,
  signing: typeof Signing,
  needs: readonly Need[] = [],
): Test[] {
  const { createSigner, createVerifier, memoryNonceStore } = signing;
  const tried = { createVerifier, memoryNonceStore, vectorBody };
  return group(build, needs, (test) => {
    for (const vector of VECTORS.signing) {
      test(`signs: ${vector.name}`, () => {
        const { secret, canonical, signature, timestamp, nonce, method, path } = vector;
        const body = vectorBody(vector.body);
        const bodySha256 = signing.sha256Hex(body);
        equal(bodySha256, vector.bodySha256);
        equal(signing.canonicalString({ timestamp, nonce, method, path, bodySha256 }), canonical);
        equal(signing.signCanonical(secret, canonical), signature);
        const now = (): number => timestamp * 1000;
        const signer = createSigner({ merchantId: 1024, secret, now });
        const { headers } = signer.sign({ method, path, body, timestamp, nonce });
        equal(headers['X-Signature'], signature);
      });
    }
    for (const vector of [...VECTORS.acceptances, ...VECTORS.refusals]) {
      const expected = expectedAnswers(vector);
      const verb = expected.verified.at(-1) === null ? 'accepts' : 'refuses';
      test(`${verb}: ${vector.name}`, async () => {
        equal(await answersTo(vector, asRecord, tried, VECTORS.toleranceSeconds), expected);
      });
      if (!fitsHeaders(vector)) continue;
      test(
        `${verb} in Headers: ${vector.name}`,
        async () => {
          equal(await answersTo(vector, asHeaders, tried, VECTORS.toleranceSeconds), expected);
        },
        'web',
      );
    }
  });
}

/** What one build does beside the vectors. */
export function signerTests(
  build: string,
  signing: typeof Signing,
  needs: readonly Need[] = [],
): Test[] {
  const { createSigner, createVerifier, memoryNonceStore, createNonce } = signing;
  const now = (): number => NOW;
  // Made in a test: until one runs, nothing is hashed.
  const newSigner = () => createSigner({ merchantId: 1024, secret: SECRET, now });
  const verifier = (secrets: Signing.Secrets = SECRET, nonces = memoryNonceStore({ now })) =>
    createVerifier({ secretsFor: () => secrets, nonces, now });

  return group(build, needs, (test) => {
    test('makes nonces of 32 hex digits, each once', () => {
      const nonces = Array.from({ length: 2000 }, () => createNonce());
      ok(
        nonces.every((nonce) => /^[\da-f]{32}$/.test(nonce)),
        '32 hex digits',
      );
      equal(new Set(nonces).size, nonces.length);
    });

    test('signs a text, its bytes and their buffer alike', () => {
      const bytes = Uint8Array.from(REQUEST.body, (character) => character.charCodeAt(0));
      const [text, ...others] = [REQUEST.body, bytes, bytes.buffer].map((body) => {
        const { headers } = newSigner().sign({ ...REQUEST, body, nonce: 'nonce-0001' });
        return headers['X-Signature'];
      });
      equal(others, [text, text]);
    });

    test('verifies what it signed once, and then it is a replay', async () => {
      const own = verifier();
      const { headers, nonce } = newSigner().sign(REQUEST);
      const request = { ...REQUEST, headers };
      matches(await own.verify(request), { ok: true, merchantId: '1024', nonce, secretIndex: 0 });
      matches(await own.verify(request), { ok: false, code: 'NONCE_REUSED' });
    });

    test('refuses a body, a path and a method that were changed', () => {
      const { headers } = newSigner().sign(REQUEST);
      for (const change of [
        { body: `${REQUEST.body} ` },
        { path: `${REQUEST.path}?` },
        { method: 'PUT' },
      ]) {
        const result = verifier().check({ ...REQUEST, headers, ...change });
        matches(result, { ok: false, code: 'INVALID_SIGNATURE' });
      }
    });

    test('takes 300 seconds both ways, and not one more', () => {
      for (const [seconds, isFresh] of [
        [300, true],
        [301, false],
        [-300, true],
        [-301, false],
      ] as const) {
        const late = createVerifier({
          secretsFor: () => SECRET,
          nonces: memoryNonceStore(),
          now: () => NOW + seconds * 1000,
        });
        const { ok: accepted } = late.check({
          ...REQUEST,
          headers: newSigner().sign(REQUEST).headers,
        });
        equal(accepted, isFresh);
      }
    });

    test('tells which of the rotated secrets has signed', () => {
      const { headers } = newSigner().sign(REQUEST);
      const result = verifier(['another_secret', SECRET]).check({ ...REQUEST, headers });
      matches(result, { ok: true, secretIndex: 1 });
    });

    test('answers that a full store of nonces is unavailable, and never forgets early', async () => {
      const own = verifier(SECRET, memoryNonceStore({ maxEntries: 1, now }));
      const verify = () => own.verify({ ...REQUEST, headers: newSigner().sign(REQUEST).headers });
      matches(await verify(), { ok: true });
      matches(await verify(), { ok: false, code: 'NONCE_STORE_UNAVAILABLE' });
    });

    test('remembers a nonce to its end, and no longer', () => {
      let time = NOW;
      const nonces = memoryNonceStore({ now: () => time });
      equal(nonces.claim('1024.a', NOW + 10_000), 'claimed');
      time += 9999;
      equal(nonces.claim('1024.a', NOW + 20_000), 'seen');
      time += 2001;
      equal(nonces.claim('1024.a', NOW + 20_000), 'claimed');
      equal(nonces.size, 1);
    });

    test('refuses a nonce of the caller twice, and a timestamp that is out of range', () => {
      const own = newSigner();
      own.sign({ ...REQUEST, nonce: 'nonce-0001' });
      throws(() => own.sign({ ...REQUEST, nonce: 'nonce-0001' }), { code: 'NONCE_REUSED' });
      throws(() => own.sign({ ...REQUEST, timestamp: NOW / 1000 - 301 }), {
        name: 'SigningError',
        code: 'TIMESTAMP_OUT_OF_RANGE',
      });
    });

    test('refuses a body that is an object, with the mend', () => {
      throws(() => newSigner().sign({ ...REQUEST, body: { amount: 1 } as never }), {
        name: 'SigningError',
        code: 'INVALID_BODY',
      });
    });

    test('shows no secret in its JSON', () => {
      ok(!JSON.stringify(newSigner()).includes(SECRET), 'no secret');
    });

    test(
      'signs a Request, which is verified with its query and body',
      async () => {
        const url = 'https://api.lux-core.io/api/v2/payments?note=%C3%B1&a=1';
        const request = new Request(url, { method: 'POST', body: 'ñ€😀' });
        const signed = await signing.signRequest(newSigner(), request);
        const received = await signing.readRequest(signed, { maxBytes: 100 });
        equal(received.path, '/api/v2/payments?note=%C3%B1&a=1');
        matches(await verifier().verify(received), { ok: true });
      },
      'web',
    );

    test(
      'reads no more of a Request than it may',
      async () => {
        const request = new Request('https://api.lux-core.io/', { method: 'POST', body: '12345' });
        const outcome = signing
          .readRequest(request, { maxBytes: 4 })
          .catch((error: unknown) => error);
        matches(await outcome, { code: 'PAYLOAD_TOO_LARGE' });
      },
      'web',
    );

    test(
      'signs what it fetches from one origin, and refuses another',
      async () => {
        const seen: Request[] = [];
        const fetch = (request: Request): Response => {
          seen.push(request);
          return new Response('{}');
        };
        const lux = signing.signedFetch(newSigner(), { origin: 'https://api.lux-core.io', fetch });
        await lux('/api/v2/balance?currency=ARS');
        const [request] = seen;
        if (request === undefined) throw new Error('nothing was fetched');
        const received = await signing.readRequest(request, { maxBytes: 0 });
        matches(verifier().check(received), { ok: true });
        const elsewhere = lux('https://example.com/').catch((error: unknown) => error);
        matches(await elsewhere, { code: 'ORIGIN_NOT_ALLOWED' });
        equal(seen.length, 1);
      },
      'web',
    );
  });
}
