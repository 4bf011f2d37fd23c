import type { IncomingHttpHeaders } from 'node:http';
import { expectTypeOf } from 'vitest';
import {
  canonicalString,
  CANONICALIZATIONS,
  createNonce,
  createSigner,
  createVerifier,
  memoryNonceStore,
  sha256Hex,
  signCanonical,
  type Acceptance,
  type HeadersLike,
  type NonceClaim,
  type NonceStore,
  type Refusal,
  type RefusalCode,
  type Secrets,
  type SignedHeaders,
  type Verification,
  type Verifier,
} from './index.ts';

const secret = 'test_secret';
const nonces = memoryNonceStore();

// Signing is synchronous: no promise anywhere.
const signed = createSigner({ merchantId: 1024, secret }).sign({ method: 'GET', path: '/' });
expectTypeOf(signed.headers).toEqualTypeOf<SignedHeaders>();
expectTypeOf(signed.timestamp).toEqualTypeOf<number>();
expectTypeOf(canonicalString).returns.toEqualTypeOf<string>();
expectTypeOf(sha256Hex).returns.toEqualTypeOf<string>();
expectTypeOf(signCanonical).returns.toEqualTypeOf<string>();
expectTypeOf(createNonce).returns.toEqualTypeOf<string>();

// The five headers, by their documented names, go to fetch as they are.
expectTypeOf<keyof SignedHeaders>().toEqualTypeOf<
  'X-Merchant-Id' | 'X-Timestamp' | 'X-Nonce' | 'X-Signature-Version' | 'X-Signature'
>();
expectTypeOf<SignedHeaders>().toExtend<HeadersInit>();

expectTypeOf<keyof typeof CANONICALIZATIONS>().toEqualTypeOf<'v1'>();

// Headers as Node, fetch and the signer give them.
expectTypeOf<IncomingHttpHeaders>().toExtend<HeadersLike>();
expectTypeOf<Headers>().toExtend<HeadersLike>();
expectTypeOf<SignedHeaders>().toExtend<HeadersLike>();

// An answer is told apart by `ok`.
expectTypeOf<Verification>().toEqualTypeOf<Acceptance | Refusal>();
expectTypeOf<Extract<Verification, { ok: false }>['code']>().toEqualTypeOf<RefusalCode>();
expectTypeOf<Extract<Verification, { ok: true }>['secretIndex']>().toEqualTypeOf<number>();

// check answers at once, verify later.
expectTypeOf(createVerifier({ secretsFor: () => secret, nonces })).toEqualTypeOf<Verifier>();
expectTypeOf<Verifier['check']>().returns.toEqualTypeOf<Verification>();
expectTypeOf<Verifier['verify']>().returns.toEqualTypeOf<Promise<Verification>>();

// The store in memory answers at once; any store may answer later.
expectTypeOf<typeof nonces.claim>().returns.toEqualTypeOf<NonceClaim>();
expectTypeOf(nonces).toExtend<NonceStore>();
expectTypeOf<{ claim: () => Promise<NonceClaim> }>().toExtend<NonceStore>();

// Secrets: one, several, none, and later.
createVerifier({ secretsFor: () => [secret], nonces });
createVerifier({ secretsFor: () => undefined, nonces });
createVerifier({ secretsFor: () => Promise.resolve<Secrets>([secret]), nonces });

// Options that come from a record of optional values may be undefined.
createSigner({ merchantId: '1024', secret, now: undefined, nonce: undefined });
createVerifier({ secretsFor: () => secret, nonces, toleranceSeconds: undefined, now: undefined });

// @ts-expect-error -- a parsed body has no bytes to hash
sha256Hex({ amount: 150000 });
// @ts-expect-error -- null is no body; undefined is
sha256Hex(null);
// @ts-expect-error -- a secret is needed
createSigner({ merchantId: 1024 });
// @ts-expect-error -- a clock returns milliseconds, not a Date
createSigner({ merchantId: 1024, secret, now: () => new Date() });
// @ts-expect-error -- without a store of nonces a replay would be accepted
createVerifier({ secretsFor: () => secret });
// @ts-expect-error -- a store answers in words
expectTypeOf<{ claim: () => boolean }>().toExtend<NonceStore>();
