export {
  createAttemptSigner,
  type AttemptSigner,
  type AttemptSignerOptions,
} from './attempt-signer.ts';
export { bodyBytes, rawBytesOf, utf8 } from './body.ts';
export { cached } from './cached.ts';
export {
  collectBounded,
  DROPPED_BYTES,
  payloadTooLarge,
  type NextChunk,
} from './collect-bounded.ts';
export type { HmacKey } from './engine/engine.ts';
export { digestOfHex } from './digest-text.ts';
export { toHex } from './engine/hex.ts';
export { equalDigest } from './equal-digest.ts';
export { BODY_VARIANTS, type BodyMistakeName } from './explain/body-variants.ts';
export { secretHider } from './explain/hide-secret.ts';
export { bytesOfBase64, bytesOfHex } from './explain/secret-variants.ts';
export { readHeader, type HeaderFault } from './headers.ts';
export { createHmacKey } from './hmac-key.ts';
export { readBounded } from './read-bounded.ts';
export { requestStream } from './request-stream.ts';
export { looksLikeApiKey } from './secret.ts';
export { isSecureUrl } from './secure-url.ts';
export { parseTimestamp } from './syntax.ts';
export { assertTolerance, describeOffset, isFresh, readClock } from './timestamp.ts';
