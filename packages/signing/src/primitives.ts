export { bodyBytes } from './body.ts';
export { cached } from './cached.ts';
export type { HmacKey } from './engine/engine.ts';
export { equalDigest } from './equal-digest.ts';
export { readHeader, type HeaderFault } from './headers.ts';
export { createHmacKey } from './hmac-key.ts';
export { parseTimestamp } from './syntax.ts';
export { describeOffset, isFresh, readClock } from './timestamp.ts';
