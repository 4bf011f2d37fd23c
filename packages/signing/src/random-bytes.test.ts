import { expect, it } from 'vitest';
import { SIGNATURE_HEADERS } from './headers.ts';
import { latin1 } from './explain/variants.ts';
import { memoryNonceStore } from './memory-nonce-store.ts';
import { createSigner } from './signer.ts';
import { createVerifier } from './verifier.ts';

const TOTAL_BYTES = 10_000_000;
const SEED = 0x9e3779b9;

const now = () => 1_777_420_800_000;
const signer = createSigner({ merchantId: 1024, secret: 'test_secret', now });
const verifier = createVerifier({
  secretsFor: (merchantId) => (merchantId === '1024' ? 'test_secret' : undefined),
  nonces: memoryNonceStore({ now }),
  now,
});

/** Xorshift32: the same bytes in every run, so that what is found is found again. */
let state = SEED;
function random(below: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % below;
}

function randomBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = random(256);
  return bytes;
}

function randomText(length: number): string {
  return latin1(randomBytes(length));
}

/** A right request in which one to three parts are random bytes, or have some set among theirs. */
function damagedRequest() {
  const request = { method: 'POST', path: '/api/v2/payments', body: randomBytes(random(8000)) };
  const { headers } = signer.sign(request);
  const parts: Record<string, string> = { method: request.method, path: request.path, ...headers };
  const names = Object.keys(parts);
  for (let left = random(3); left >= 0; left--) {
    const name = names[random(names.length)] ?? '';
    const text = parts[name] ?? '';
    const at = random(text.length + 1);
    const bytes = randomText(random(2) === 0 ? 1 : random(200));
    parts[name] = random(2) === 0 ? bytes : text.slice(0, at) + bytes + text.slice(at + 1);
  }
  const { method = '', path = '', ...damaged } = parts;
  const length = names.reduce((sum, name) => sum + (parts[name]?.length ?? 0), request.body.length);
  const isWhole = names.every((name) => parts[name] === { ...request, ...headers }[name]);
  return { request: { method, path, headers: damaged, body: request.body }, length, isWhole };
}

it('answers ten million random bytes with results, and accepts none that it should not', () => {
  const codes = new Set<string>();
  for (let bytes = 0; bytes < TOTAL_BYTES;) {
    const { request, length, isWhole } = damagedRequest();
    bytes += length;
    const result = verifier.check(request);
    // Rarely the bytes that are set are those that were there.
    if (result.ok !== isWhole) expect({ request, result }).toBe('refused');
    if (!result.ok) codes.add(result.code);
  }
  expect([...codes].sort()).toEqual([
    'DUPLICATE_HEADER',
    'INVALID_HTTP_METHOD',
    'INVALID_MERCHANT',
    'INVALID_NONCE',
    'INVALID_PATH',
    'INVALID_SIGNATURE',
    'INVALID_TIMESTAMP',
    'MALFORMED_SIGNATURE',
    'TIMESTAMP_OUT_OF_RANGE',
    'UNSUPPORTED_SIGNATURE_VERSION',
  ]);
});

it('answers requests that are random bytes alone', () => {
  for (let bytes = 0; bytes < TOTAL_BYTES / 20;) {
    const length = random(300);
    const headers = Object.fromEntries(
      Object.values(SIGNATURE_HEADERS).map((name) => [name, randomText(length)]),
    );
    const [method, path] = [randomText(length), randomText(length)];
    bytes += length * 7 + length;
    expect(verifier.check({ method, path, headers, body: randomBytes(length) }).ok).toBe(false);
  }
});
