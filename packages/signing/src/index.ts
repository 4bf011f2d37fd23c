export { assertFresh } from './assert-fresh.ts';
export type { Body, Bytes } from './body.ts';
export {
  canonicalString,
  CANONICALIZATIONS,
  type CanonicalParts,
  type Canonicalization,
  type Canonicalizations,
} from './canonical-string.ts';
export type { BodyMistakeName } from './explain/body-variants.ts';
export { explain, type ExplainOptions, type RequestToExplain } from './explain/explain.ts';
export type { DirectMistake, Explanation, Finding } from './explain/explanation.ts';
export type { Component, MistakeName } from './explain/mistakes.ts';
export {
  SIGNATURE_HEADERS,
  type HeadersLike,
  type SignatureHeader,
  type SignedHeaders,
} from './headers.ts';
export {
  memoryNonceStore,
  type MemoryNonceStore,
  type MemoryNonceStoreOptions,
} from './memory-nonce-store.ts';
export { createNonce } from './nonce.ts';
export type { NonceClaim, NonceStore } from './nonce-store.ts';
export { readRequest, type ReadRequestOptions } from './read-request.ts';
export type { ReceivedRequest } from './received-request.ts';
export type { Refusal, RefusalCode } from './refusal.ts';
export { sha256Hex } from './sha256-hex.ts';
export { signCanonical } from './signature.ts';
export {
  createSigner,
  type RequestToSign,
  type SignedRequest,
  type Signer,
  type SignerOptions,
} from './signer.ts';
export { signRequest } from './sign-request.ts';
export { signedFetch, type SignedFetch, type SignedFetchOptions } from './signed-fetch.ts';
export type { PartCode } from './syntax.ts';
export { TOLERANCE_SECONDS, type Clock } from './timestamp.ts';
export {
  createVerifier,
  type Acceptance,
  type Secrets,
  type Verification,
  type Verifier,
  type VerifierOptions,
} from './verifier.ts';
