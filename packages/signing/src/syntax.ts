import { describeValue, signingError, type SigningError } from '@luxcore/errors';
import { readSignature } from './signature-text.ts';

/** Why a part of a request cannot be signed or checked: it is malformed. */
export type PartCode =
  | 'INVALID_MERCHANT'
  | 'INVALID_TIMESTAMP'
  | 'INVALID_NONCE'
  | 'MALFORMED_SIGNATURE'
  | 'INVALID_HTTP_METHOD'
  | 'INVALID_PATH'
  | 'INVALID_BODY_HASH';

/** What a part of a signed request looks like, as text. */
export interface Part {
  readonly name: string;
  readonly code: PartCode;
  readonly expected: string;
  readonly test: (text: string) => boolean;
  /** What came is counted, not shown: it may be the secret, put in the wrong place. */
  readonly hidden?: true;
}

// [Assumed] LuxCore documents a numeric merchant id, Unix time in seconds, a nonce of 8 to 128
// characters, an upper-case method and the prefix of the signature, no more. The rest keeps
// canonical strings unambiguous: parts are joined by dots, so neither nonce nor method may hold one,
// and a header that is sent twice is joined by commas.
//
// One constant a part, not one table: a bundle that signs holds no rule of the verifier.

/** Most requests have the method, the path and the merchant of the one before. */
function remembering(test: Part['test']): Part['test'] {
  let last: string | undefined;
  return (text) => {
    if (text === last) return true;
    const holds = test(text);
    if (holds) last = text;
    return holds;
  };
}

export const MERCHANT_ID: Part = {
  name: 'merchantId',
  code: 'INVALID_MERCHANT',
  expected: 'a whole number from 1 to 2^53 - 1 without leading zeros',
  test: /* @__PURE__ */ remembering(
    (text) => /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text)),
  ),
  hidden: true,
};

/** The first of more than 13 digits; one of 13, milliseconds, is refused as far from now instead. */
const TIMESTAMP_END = 1e13;

/** For itself: who only reads timestamps words no error about them. */
const isTimestamp = /* @__PURE__ */ remembering((text) => /^(?:0|[1-9]\d{0,12})$/.test(text));

export const TIMESTAMP: Part = {
  name: 'timestamp',
  code: 'INVALID_TIMESTAMP',
  expected: 'Unix time in whole seconds',
  test: isTimestamp,
};

export const NONCE: Part = {
  name: 'nonce',
  code: 'INVALID_NONCE',
  expected: '8 to 128 visible ASCII characters without dot or comma',
  test: (text) => /^[!-+\-/-~]{8,128}$/.test(text),
};

export const METHOD: Part = {
  name: 'method',
  code: 'INVALID_HTTP_METHOD',
  expected: 'an HTTP method in upper case',
  test: /* @__PURE__ */ remembering((text) => /^[A-Z]+$/.test(text)),
};

export const PATH: Part = {
  name: 'path',
  code: 'INVALID_PATH',
  expected: 'path and query as sent: one leading /, visible ASCII, no #',
  test: /* @__PURE__ */ remembering((text) => /^\/(?![/\\])[!-"$-~]*$/.test(text)),
};

export const BODY_SHA256: Part = {
  name: 'bodySha256',
  code: 'INVALID_BODY_HASH',
  expected: '64 lower-case hex digits',
  test: (text) => /^[\da-f]{64}$/.test(text),
};

export const SIGNATURE: Part = {
  name: 'signature',
  code: 'MALFORMED_SIGNATURE',
  expected: 'hmac_sha256= and 64 lower-case hex digits',
  test: (text) => readSignature(text) !== undefined,
  hidden: true,
};

/** Tells whether `value` is a well-formed part; never throws, whatever it is given. */
export function isPart(part: Part, value: unknown): value is string {
  return typeof value === 'string' && part.test(value);
}

/** What was expected of a part and what came, in words. */
export function describeMismatch({ name, expected, hidden }: Part, received: unknown): string {
  const shown =
    hidden && typeof received === 'string'
      ? `${String(received.length)} other characters`
      : describeValue(received);
  return `${name}: expected ${expected}, received ${shown}`;
}

/** Returns `value` if it is a well-formed part, and throws what was expected and what came. */
export function assertPart(part: Part, value: unknown): string {
  if (isPart(part, value)) return value;
  throw malformed(part, value);
}

/** Unix time in seconds from a text of digits; `undefined` for any other text. */
export function parseTimestamp(text: string): number | undefined {
  return isTimestamp(text) ? Number(text) : undefined;
}

/** Returns a timestamp if it is a number of whole seconds, and throws what came otherwise. */
export function assertTimestamp(value: unknown): number {
  const isWhole = Number.isInteger(value) && Number(value) >= 0;
  if (isWhole && Number(value) < TIMESTAMP_END) return value as number;
  throw malformed(TIMESTAMP, value);
}

function malformed(part: Part, received: unknown): SigningError {
  return signingError(part.code, describeMismatch(part, received));
}
