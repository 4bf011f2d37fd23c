import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalString } from './canonical-string.ts';
import { memoryNonceStore } from './memory-nonce-store.ts';
import { sha256Hex } from './sha256-hex.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const NOW = 1_777_420_800;
const now = () => NOW * 1000;

const of = (characters: string, minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...characters), { minLength, maxLength }).map((list) => list.join(''));

const requests = fc.record({
  method: of('ABEGOPST', 1, 7),
  path: of('ab.%?&=/2', 0, 20).map((text) => `/a${text}`),
  body: fc.uint8Array({ maxLength: 40 }),
  nonce: of('abcXYZ019-_~!', 8, 40),
  timestamp: fc.integer({ min: NOW - 300, max: NOW + 300 }),
  secret: of('abcXYZ019+/=', 8, 40),
});

/** A text with one of the seven bits of one of its characters turned. */
function turned(text: string, place: number, bit: number): string {
  const at = place % text.length;
  const code = text.charCodeAt(at) ^ (1 << (bit % 7));
  return text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1);
}

const COMPONENTS = [
  'method',
  'path',
  'body',
  'X-Timestamp',
  'X-Nonce',
  'X-Signature-Version',
  'X-Signature',
  'secret',
] as const;

describe('one bit', () => {
  it.each(COMPONENTS)('turned in the %s is refused', async (component) => {
    await fc.assert(
      fc.asyncProperty(requests, fc.nat(), fc.nat(), async (request, place, bit) => {
        const { method, path, body, nonce, timestamp, secret } = request;
        const signer = createSigner({ merchantId: 1024, secret, now });
        const { headers } = signer.sign({ method, path, body, nonce, timestamp });
        const sent = { method, path, body, headers: { ...headers } as Record<string, string> };
        let known = secret;
        if (component === 'body') {
          fc.pre(body.length > 0);
          sent.body = body.slice();
          const at = place % body.length;
          sent.body[at] = (body[at] ?? 0) ^ (1 << (bit % 8));
        } else if (component === 'secret') {
          known = turned(secret, place, bit);
        } else if (component === 'method' || component === 'path') {
          sent[component] = turned(sent[component], place, bit);
        } else {
          sent.headers[component] = turned(sent.headers[component] ?? '', place, bit);
        }
        const nonces = memoryNonceStore({ now });
        const verifier = createVerifier({ secretsFor: () => known, nonces, now });
        expect(await verifier.verify(sent)).toMatchObject({ ok: false });
        // A forgery burns no nonce, and what was signed is accepted.
        expect(nonces.size).toBe(0);
        const honest = createVerifier({ secretsFor: () => secret, nonces, now });
        expect(await honest.verify({ method, path, body, headers })).toMatchObject({ ok: true });
      }),
      { numRuns: 60 },
    );
  });
});

it('a canonical string is that of one request alone', () => {
  // Of few characters, the separators among them, so that two requests are nearly alike.
  const parts = fc.record({
    timestamp: fc.integer({ min: 0, max: 12 }),
    nonce: of('1a/', 8, 9),
    method: of('GE', 1, 2),
    path: of('.G1/a', 0, 6).map((text) => `/a${text}`),
    bodySha256: fc.constantFrom(sha256Hex(''), sha256Hex('a')),
  });
  fc.assert(
    fc.property(fc.array(parts, { minLength: 2, maxLength: 60 }), (list) => {
      const requestOf = new Map<string, string>();
      for (const some of list) {
        const canonical = canonicalString(some);
        const request = JSON.stringify(some);
        expect(requestOf.get(canonical) ?? request).toBe(request);
        requestOf.set(canonical, request);
      }
    }),
  );
});
