import { describeValue, SigningError } from '@luxcore/errors';

/** The parts of a signed request, as text. */
export type Part =
  'merchantId' | 'timestamp' | 'nonce' | 'signature' | 'method' | 'path' | 'bodySha256';

/** The code of a part that is malformed. */
export type PartCode =
  | 'INVALID_MERCHANT'
  | 'INVALID_TIMESTAMP'
  | 'INVALID_NONCE'
  | 'MALFORMED_SIGNATURE'
  | 'INVALID_HTTP_METHOD'
  | 'INVALID_PATH'
  | 'INVALID_BODY_HASH';

interface Rule {
  readonly pattern: RegExp;
  readonly code: PartCode;
  readonly expected: string;
}

/**
 * What each part of a signed request looks like.
 *
 * [Assumed] LuxCore documents a numeric merchant id, Unix time in seconds, a nonce of 8 to 128
 * characters, an upper-case method and the prefix of the signature, no more. The rest keeps canonical
 * strings unambiguous: parts are joined by dots, so neither nonce nor method may hold one, and a
 * header that is sent twice is joined by commas.
 */
const RULES: Readonly<Record<Part, Rule>> = {
  merchantId: {
    pattern: /^[1-9]\d{0,15}$/,
    code: 'INVALID_MERCHANT',
    expected: 'a whole number from 1 to 2^53 - 1 without leading zeros',
  },
  timestamp: {
    pattern: /^(?:0|[1-9]\d{0,12})$/,
    code: 'INVALID_TIMESTAMP',
    expected: 'Unix time in whole seconds',
  },
  nonce: {
    pattern: /^[!-+\-/-~]{8,128}$/,
    code: 'INVALID_NONCE',
    expected: '8 to 128 visible ASCII characters without dot, comma or space',
  },
  signature: {
    pattern: /^hmac_sha256=[\da-f]{64}$/,
    code: 'MALFORMED_SIGNATURE',
    expected: 'hmac_sha256= and 64 lower-case hex digits',
  },
  method: {
    pattern: /^[A-Z]+$/,
    code: 'INVALID_HTTP_METHOD',
    expected: 'an HTTP method in upper case',
  },
  path: {
    pattern: /^\/(?![/\\])[!-"$-~]*$/,
    code: 'INVALID_PATH',
    expected: 'path and query exactly as sent: one leading /, visible ASCII, no # and no origin',
  },
  bodySha256: {
    pattern: /^[\da-f]{64}$/,
    code: 'INVALID_BODY_HASH',
    expected: '64 lower-case hex digits',
  },
};

/** Tells whether `value` is a well-formed part; never throws, whatever it is given. */
export function isPart(part: Part, value: unknown): value is string {
  return (
    typeof value === 'string' &&
    RULES[part].pattern.test(value) &&
    (part !== 'merchantId' || Number.isSafeInteger(Number(value)))
  );
}

/** The code of a malformed part. */
export function partCode(part: Part): PartCode {
  return RULES[part].code;
}

/**
 * What was expected of a part and what came, in words. What came for an id or a signature is counted,
 * not shown: it may be the secret, put in the wrong place.
 */
export function describeMismatch(part: Part, received: unknown): string {
  const isRisky = part === 'merchantId' || part === 'signature';
  const shown =
    isRisky && typeof received === 'string'
      ? `${String(received.length)} other characters`
      : describeValue(received);
  return `${part}: expected ${RULES[part].expected}, received ${shown}`;
}

/** Returns `value` if it is a well-formed part, and throws what was expected and what came. */
export function assertPart(part: Part, value: unknown): string {
  if (isPart(part, value)) return value;
  throw new SigningError(describeMismatch(part, value), { code: partCode(part) });
}
