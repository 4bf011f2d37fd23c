import {
  otherEndings,
  reserialised,
  reencoded,
  prettyPrinted,
  type BodyMistakeName,
} from './body-variants.ts';
import type { Draft } from './draft.ts';
import { bytesOfBase64, bytesOfHex, keyVariants } from './secret-variants.ts';
import { reencodings } from './variants.ts';

/** The part of a signed request that a mistake is about. */
export type Component =
  | 'headers'
  | 'timestamp'
  | 'method'
  | 'path'
  | 'body'
  | 'canonical string'
  | 'signature'
  | 'secret';

/** A part of a draft that a mistake changes. */
export type DraftComponent = keyof Draft & Component;

interface MistakeIn<Name extends DraftComponent> {
  readonly component: Name;
  /** What happened. */
  readonly cause: string;
  /** What to do. */
  readonly mend: string;
  /**
   * What one who made it would have signed in place of this part; nothing where it could change
   * nothing. Throws where the part is too long to be written anew.
   */
  readonly variants: (part: Draft[Name], secret: string) => readonly Draft[Name][];
}

/** A mistake that signers make, and how to see whether this one was made. */
export type Mistake = { readonly [Name in DraftComponent]: MistakeIn<Name> }[DraftComponent];

/** The mistakes that show in a signature, each with a name to branch on. */
export type MistakeName =
  | BodyMistakeName
  | 'path_without_query'
  | 'path_without_prefix'
  | 'timestamp_milliseconds'
  | 'method_lower_case'
  | 'query_reencoded'
  | 'wrong_separator'
  | 'wrong_order'
  | 'secret_white_space'
  | 'secret_decoded';

const SERIALISE_ONCE = 'Serialise once; sign and send that text.';
const SIGN_WHAT_IS_SENT = 'Sign `url.pathname + url.search` of the URL that is sent.';
const JOIN = 'Join v1.{timestamp}.{nonce}.{method}.{path}.{body hash}.';

/**
 * The mistakes that are tried against a signature, the likeliest first. Each is judged from the
 * request as it arrived: a variant is what its signer may have signed in place of that.
 */
export const MISTAKES: Readonly<Record<MistakeName, Mistake>> = {
  body_trailing_newline: {
    component: 'body',
    cause: 'a line break at the end of the body was signed or sent, not both',
    mend: 'Sign the bytes that are sent; with curl, --data-binary.',
    variants: otherEndings,
  },
  body_reserialised: {
    component: 'body',
    cause: 'the body was serialised again after signing: the same JSON in other bytes',
    mend: SERIALISE_ONCE,
    variants: reserialised,
  },
  body_pretty_printed: {
    component: 'body',
    cause: 'the body was signed with another indentation',
    mend: SERIALISE_ONCE,
    variants: prettyPrinted,
  },
  path_without_query: {
    component: 'path',
    cause: 'the path was signed without its query',
    mend: SIGN_WHAT_IS_SENT,
    variants: (path) => path.split('?', 1),
  },
  path_without_prefix: {
    component: 'path',
    cause: 'the path was signed without /api/v2',
    mend: SIGN_WHAT_IS_SENT,
    variants: (path) => (path.startsWith('/api/v2/') ? [path.slice('/api/v2'.length)] : []),
  },
  timestamp_milliseconds: {
    component: 'timestamp',
    cause: 'the timestamp was signed or sent in milliseconds, not both',
    mend: 'Sign and send `Math.floor(Date.now() / 1000)`.',
    variants: (timestamp) => [
      `${timestamp}000`,
      ...(timestamp.length >= 13 ? [timestamp.slice(0, -3)] : []),
    ],
  },
  method_lower_case: {
    component: 'method',
    cause: 'the method was signed in lower case',
    mend: 'Sign the method in upper case.',
    variants: (method) => [method.toLowerCase()],
  },
  query_reencoded: {
    component: 'path',
    cause: 'path or query were signed in another encoding',
    mend: SIGN_WHAT_IS_SENT,
    variants: reencodings,
  },
  body_reencoded: {
    component: 'body',
    cause: 'the body was decoded to text and encoded again',
    mend: 'Sign and send the body as bytes.',
    variants: reencoded,
  },
  wrong_separator: {
    component: 'canonical string',
    cause: 'the parts were not joined by dots',
    mend: JOIN,
    variants: (form) => ['\n', ':', ''].map((separator) => ({ ...form, separator })),
  },
  wrong_order: {
    component: 'canonical string',
    cause: 'the parts were joined in another order',
    mend: JOIN,
    variants: ({ order: [version, timestamp, nonce, method, path, bodySha256], separator }) =>
      [
        [timestamp, nonce, method, path, bodySha256],
        [version, nonce, timestamp, method, path, bodySha256],
        [version, timestamp, nonce, path, method, bodySha256],
        [version, method, path, timestamp, nonce, bodySha256],
      ].map((order) => ({ order: order.filter((part) => part !== undefined), separator })),
  },
  secret_white_space: {
    component: 'secret',
    cause: 'the secret was used with white space at its end',
    mend: 'Trim what is read from a file.',
    variants: (_, secret) =>
      keyVariants(secret.trim(), `${secret}\n`, `${secret}\r\n`, `${secret} `),
  },
  secret_decoded: {
    component: 'secret',
    cause: 'the secret was decoded from base64 or hex',
    mend: 'Use the secret as text.',
    variants: (_, secret) => keyVariants(bytesOfBase64(secret), bytesOfHex(secret)),
  },
};

export const MISTAKE_NAMES: readonly MistakeName[] = /* @__PURE__ */ Object.keys(
  MISTAKES,
) as MistakeName[];
