/**
 * The digests and the codes of the vectors were not made by this package: tests/interop computes them
 * anew in other languages.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answersTo,
  asHeaders,
  asRecord,
  expectedAnswers,
  fitsHeaders,
} from '../../tests/vector-answers.ts';
import { canonicalString } from '../canonical-string.ts';
import { replaceEngine } from '../engine/current-engine.ts';
import { createNativeEngine } from '../engine/native.ts';
import { createNobleEngine } from '../engine/noble.ts';
import { memoryNonceStore } from '../memory-nonce-store.ts';
import type { RefusalCode } from '../refusal.ts';
import { sha256Hex } from '../sha256-hex.ts';
import { signCanonical } from '../signature.ts';
import { createSigner } from '../signer.ts';
import { TOLERANCE_SECONDS } from '../timestamp.ts';
import { createVerifier } from '../verifier.ts';
import { vectorBody } from './vector-body.ts';
import { VECTORS, type VerificationVector } from './vectors.ts';

const noble = createNobleEngine();
const ENGINES = [noble, createNativeEngine(noble) ?? noble];

/** The codes that no request can cause which JSON can hold, or that the verifier's own state causes. */
type NotAsData = 'INVALID_BODY' | 'INVALID_BODY_HASH' | `${string}_UNAVAILABLE`;

const CODES: Record<Exclude<RefusalCode, NotAsData>, true> = {
  MISSING_HEADER: true,
  DUPLICATE_HEADER: true,
  UNSUPPORTED_SIGNATURE_VERSION: true,
  INVALID_MERCHANT: true,
  INVALID_TIMESTAMP: true,
  INVALID_NONCE: true,
  MALFORMED_SIGNATURE: true,
  INVALID_HTTP_METHOD: true,
  INVALID_PATH: true,
  TIMESTAMP_OUT_OF_RANGE: true,
  INVALID_SIGNATURE: true,
  NONCE_REUSED: true,
};

/** What a new verifier answers to the requests in turn. */
const answers = (vector: VerificationVector, headersOf: Parameters<typeof answersTo>[1]) =>
  answersTo(
    vector,
    headersOf,
    { createVerifier, memoryNonceStore, vectorBody },
    VECTORS.toleranceSeconds,
  );

it('is tried on both engines', () => {
  expect(ENGINES.map(({ name }) => name)).toEqual(['noble', 'native']);
});

describe.each(ENGINES)('the $name engine', (engine) => {
  beforeAll(() => {
    replaceEngine(engine);
  });
  afterAll(() => {
    replaceEngine(undefined);
  });

  it.each(VECTORS.signing)('signs: $name', (vector) => {
    const { secret, canonical, signature, timestamp, nonce, method, path } = vector;
    const body = vectorBody(vector.body);
    const bodySha256 = sha256Hex(body);
    expect(bodySha256).toBe(vector.bodySha256);
    expect(canonicalString({ timestamp, nonce, method, path, bodySha256 })).toBe(canonical);
    expect(signCanonical(secret, canonical)).toBe(signature);

    const now = () => timestamp * 1000;
    const signer = createSigner({ merchantId: 1024, secret, now });
    const signed = signer.sign({ method, path, body, timestamp, nonce });
    expect(signed).toMatchObject({ canonical, bodySha256 });
    expect(signed.headers['X-Signature']).toBe(signature);

    const verifier = createVerifier({ secretsFor: () => secret, nonces: memoryNonceStore(), now });
    expect(verifier.check({ method, path, body, headers: signed.headers })).toMatchObject({
      ok: true,
      timestamp,
      nonce,
    });
  });

  it.each(VECTORS.acceptances)('accepts: $name', async (vector) => {
    expect(await answers(vector, asRecord)).toEqual(expectedAnswers(vector));
  });

  it.each(VECTORS.refusals)('refuses: $name', async (vector) => {
    expect(await answers(vector, asRecord)).toEqual(expectedAnswers(vector));
  });

  it.each([...VECTORS.acceptances, ...VECTORS.refusals].filter(fitsHeaders))(
    'answers the same of Headers: $name',
    async (vector) => {
      expect(await answers(vector, asHeaders)).toEqual(expectedAnswers(vector));
    },
  );
});

describe('the vectors', () => {
  it('hold the two of the documented form, to the letter', () => {
    expect(VECTORS.signing.slice(0, 2)).toMatchObject([
      {
        secret: 'test_secret',
        timestamp: 1777420800,
        nonce: 'nonce-0001',
        method: 'POST',
        path: '/api/v2/payments',
        body: { text: '{"amount":150000}' },
        bodySha256: 'ab3cfe23968ef87a07d065dc005a24cd96fbb97261c02805fc1602aab406e90f',
        signature: 'hmac_sha256=acd93ee1da1bde46c48ccacd6cb9cbab2ecfcf0c575a7fc792f974ab546861e5',
      },
      {
        secret: 'test_secret',
        timestamp: 1777420800,
        nonce: 'nonce-0002',
        method: 'GET',
        path: '/api/v2/balance?currency=ARS',
        body: null,
        signature: 'hmac_sha256=f20696c9ecbf24bc48202590f0fadc90a20f905cd883c0734c5d8149aeb0a8e0',
      },
    ]);
  });

  it('refuse for each code that a request can cause', () => {
    const codes = VECTORS.refusals.map(({ requests }) => requests.at(-1)?.code);
    expect(new Set(codes)).toEqual(new Set(Object.keys(CODES)));
    expect(VECTORS.acceptances.map(({ requests }) => requests.at(-1)?.code)).toEqual(
      VECTORS.acceptances.map(() => null),
    );
  });

  it.each(['signing', 'acceptances', 'refusals'] as const)('name each of the %s once', (list) => {
    const names = VECTORS[list].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('have the tolerance of the verifier', () => {
    expect(VECTORS.toleranceSeconds).toBe(TOLERANCE_SECONDS);
  });

  it('hold a query of each visible ASCII character but #', () => {
    const queries = VECTORS.signing.map(({ path }) => path.slice(path.indexOf('?'))).join('');
    const visible = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index));
    expect(visible.filter((character) => !queries.includes(character))).toEqual(['#']);
  });

  it('are plain ASCII in the file, so that no editor or locale changes them, and can be read raw', () => {
    const file = readFileSync(
      fileURLToPath(import.meta.resolve('@luxcore/signing/vectors.json')),
      'utf8',
    );
    expect(file).toMatch(/^[\n -~]*$/);
    expect(JSON.parse(file)).toEqual(VECTORS);
  });
});
