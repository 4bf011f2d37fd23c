import { ORDER, type Draft } from './draft.ts';
import { parseJson, reencodings, spacedJson, withoutNewline, withText } from './variants.ts';
import { bytesOfBase64, bytesOfHex, keyVariants } from './secret-variants.ts';

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

/** A mistake that signers make, and how to see whether this one was made. */
export interface Mistake {
  readonly component: Component;
  /** What happened. */
  readonly cause: string;
  /** What to do. */
  readonly mend: string;
  /** What one who made it would have signed; nothing where it could change nothing. */
  readonly variants: (draft: Draft, secret: string) => readonly Partial<Draft>[];
}

/** The mistakes that show in a signature, each with a name to branch on. */
export type MistakeName =
  | 'body_trailing_newline'
  | 'body_reserialised'
  | 'body_pretty_printed'
  | 'path_without_query'
  | 'path_without_prefix'
  | 'timestamp_milliseconds'
  | 'method_lower_case'
  | 'query_reencoded'
  | 'body_reencoded'
  | 'wrong_separator'
  | 'wrong_order'
  | 'secret_white_space'
  | 'secret_decoded';

const API_PREFIX = '/api/v2';

/**
 * The mistakes that are tried against a signature, the likeliest first. Each is judged from the
 * request as it arrived: a variant is what its signer may have signed in place of that.
 */
export const MISTAKES: Readonly<Record<MistakeName, Mistake>> = {
  body_trailing_newline: {
    component: 'body',
    cause: 'a line break at the end of the body was signed but not sent, or sent but not signed',
    mend: 'Sign the very bytes that are sent; with curl, send them by --data-binary.',
    variants: ({ body }) => {
      const text = new TextDecoder().decode(body);
      return [{ body: withoutNewline(body) }, ...withText(body, `${text}\n`, `${text}\r\n`)];
    },
  },
  body_reserialised: {
    component: 'body',
    cause: 'the body was serialised again after signing: the same JSON in other bytes',
    mend: 'Serialise once, and sign and send that same text; no middleware may parse and rewrite it.',
    variants: ({ body }) => {
      const json = parseJson(body);
      return json === undefined ? [] : withText(body, JSON.stringify(json), spacedJson(json));
    },
  },
  body_pretty_printed: {
    component: 'body',
    cause: 'the body was signed with indentation and sent without, or with another',
    mend: 'Serialise once, and sign and send that same text.',
    variants: ({ body }) => {
      const json = parseJson(body);
      if (json === undefined) return [];
      return withText(body, ...[2, 4, '\t'].map((indent) => JSON.stringify(json, null, indent)));
    },
  },
  path_without_query: {
    component: 'path',
    cause: 'the path was signed without its query',
    mend: 'Sign path and query exactly as they are sent: `url.pathname + url.search`.',
    variants: ({ path }) => [{ path: path.replace(/\?.*$/, '') }],
  },
  path_without_prefix: {
    component: 'path',
    cause: 'the path was signed without /api/v2',
    mend: 'Sign the whole path of the URL, from /api/v2 on.',
    variants: ({ path }) =>
      path.startsWith(`${API_PREFIX}/`) ? [{ path: path.slice(API_PREFIX.length) }] : [],
  },
  timestamp_milliseconds: {
    component: 'timestamp',
    cause: 'the timestamp was signed in milliseconds and sent in seconds, or the other way round',
    mend: 'Use `Math.floor(Date.now() / 1000)` both in the header and in the canonical string.',
    variants: ({ timestamp }) => [
      { timestamp: `${timestamp}000` },
      ...(timestamp.length >= 13 ? [{ timestamp: timestamp.slice(0, -3) }] : []),
    ],
  },
  method_lower_case: {
    component: 'method',
    cause: 'the method was signed in lower case',
    mend: 'Sign the method in upper case.',
    variants: ({ method }) => [{ method: method.toLowerCase() }],
  },
  query_reencoded: {
    component: 'path',
    cause:
      'path or query were encoded in another way when they were signed than when they were sent',
    mend: 'Build the URL once, and sign `url.pathname + url.search` of that same URL.',
    variants: ({ path }) => reencodings(path).map((variant) => ({ path: variant })),
  },
  body_reencoded: {
    component: 'body',
    cause: 'the bytes of the body were decoded to text and encoded again on their way',
    mend: 'Sign and send the body as bytes, and decode it only afterwards.',
    variants: ({ body }) => {
      const latin1 = Array.from(body, (byte) => String.fromCharCode(byte)).join('');
      const withBom = new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
      return withText(body, withBom, new TextDecoder().decode(body), latin1);
    },
  },
  wrong_separator: {
    component: 'canonical string',
    cause: 'the parts were joined by something else than a dot',
    mend: 'Join them by dots: v1.{timestamp}.{nonce}.{method}.{path}.{body hash}.',
    variants: () => ['\n', ':', ''].map((separator) => ({ separator })),
  },
  wrong_order: {
    component: 'canonical string',
    cause: 'the parts were joined in another order, or without the version',
    mend: 'Join them in this order: v1.{timestamp}.{nonce}.{method}.{path}.{body hash}.',
    variants: () => {
      const [version, timestamp, nonce, method, path, bodySha256] = [...ORDER];
      return [
        [timestamp, nonce, method, path, bodySha256],
        [version, nonce, timestamp, method, path, bodySha256],
        [version, timestamp, nonce, path, method, bodySha256],
        [version, method, path, timestamp, nonce, bodySha256],
      ].map((order) => ({ order: order.filter((part) => part !== undefined) }));
    },
  },
  secret_white_space: {
    component: 'secret',
    cause: 'the secret was used with white space at its end, as a line read from a file has',
    mend: 'Trim what is read from a file or an environment variable.',
    variants: (_, secret) =>
      keyVariants(secret.trim(), `${secret}\n`, `${secret}\r\n`, `${secret} `),
  },
  secret_decoded: {
    component: 'secret',
    cause: 'the secret was decoded from base64 or hex before it was used',
    mend: 'Use the secret as text: the key is its UTF-8 bytes.',
    variants: (_, secret) => keyVariants(bytesOfBase64(secret), bytesOfHex(secret)),
  },
};
