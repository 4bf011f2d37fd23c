import type {
  DeliveryComponent,
  DeliveryHypothesis,
  DeliveryMistake,
} from './delivery-explanation.ts';

interface Mistake {
  readonly component: DeliveryComponent;
  /** What happened. */
  readonly cause: string;
  /** What to do. */
  readonly mend: string;
  /** Whether it cannot be tried against a signature, but is seen at once. */
  readonly isDirect?: true;
}

const RAW =
  'Verify the raw body, before anything parses it: `await request.text()` of a Fetch Request, or an adapter of this package.';
const SECRET = 'Give the secret that was shown when this endpoint was created, whole and as it is.';

/** What may be wrong with a delivery, in the order in which it is tried. */
export const DELIVERY_MISTAKES: Readonly<Record<DeliveryMistake, Mistake>> = {
  digest_encoding: {
    component: 'signature',
    cause: 'the digest is written in another encoding',
    mend: 'Write the digest as the scheme does. If the sender cannot be changed, give a `scheme` that says so.',
  },
  digest_upper_case: {
    component: 'signature',
    cause: 'the digest is written in upper case',
    mend: 'Write the digest in lower case.',
  },
  digest_without_prefix: {
    component: 'signature',
    cause: 'the signature comes without its prefix',
    mend: 'Write the prefix before the digest. If the sender cannot be changed, give a `scheme` that says so.',
  },
  body_trailing_newline: {
    component: 'body',
    cause: 'a line break at the end of the body was signed or arrived, not both',
    mend: RAW,
  },
  body_reencoded: {
    component: 'body',
    cause: 'the body was decoded to text and encoded again before it was verified',
    mend: 'Verify the bytes of the body, as they came: `await request.arrayBuffer()`.',
  },
  body_reserialised: {
    component: 'body',
    cause: 'the body was parsed and serialised again before it was verified',
    mend: RAW,
  },
  body_pretty_printed: {
    component: 'body',
    cause: 'the body was signed with another indentation than it arrived with',
    mend: RAW,
  },
  body_empty: {
    component: 'body',
    cause: 'an empty body was signed or arrived: it had been read before',
    mend: 'Read the body once and keep it; no body parser may stand before the verification.',
  },
  secret_without_prefix: {
    component: 'secret',
    cause: 'the secret was used without its prefix on one side',
    mend: SECRET,
  },
  secret_decoded: {
    component: 'secret',
    cause: 'the secret was decoded from base64 or hex to sign',
    mend: 'Use the secret as the scheme does. If the sender cannot be changed, give a `scheme` that says so.',
  },
  secret_as_text: {
    component: 'secret',
    cause: 'the secret was used as text to sign, not decoded',
    mend: 'Use the bytes whose base64 follows the prefix. If the sender cannot be changed, give a `scheme` that says so.',
  },
  secret_white_space: {
    component: 'secret',
    cause: 'the secret was used with white space around it on one side',
    mend: 'Trim what is read from a file or the environment.',
  },
  timestamp_left_out: {
    component: 'payload',
    cause: 'the body alone was signed, without the timestamp',
    mend: 'Sign the timestamp too; or give `scheme: SCHEMES.bodyOnly`, which sees no replay.',
  },
  timestamp_milliseconds: {
    component: 'timestamp',
    cause: 'the timestamp was signed or sent in milliseconds',
    mend: 'Sign and send `Math.floor(Date.now() / 1000)`.',
  },
  other_scheme: {
    component: 'payload',
    cause: 'the delivery was signed by another scheme',
    mend: 'Give the scheme by which this endpoint is signed as `scheme`, see `SCHEMES`.',
  },
  header_missing: {
    component: 'headers',
    cause: 'a header is missing',
    mend: 'Hand over all headers of the request, and let no proxy drop one.',
    isDirect: true,
  },
  header_doubled: {
    component: 'headers',
    cause: 'a header came several times',
    mend: 'Send it once; a proxy may have added another.',
    isDirect: true,
  },
  signature_malformed: {
    component: 'signature',
    cause: 'the header holds no signature',
    mend: 'Hand over the header as it came, and give the scheme by which this endpoint is signed.',
    isDirect: true,
  },
  timestamp_malformed: {
    component: 'timestamp',
    cause: 'the timestamp is no Unix time in whole seconds',
    mend: 'Sign and send `Math.floor(Date.now() / 1000)`.',
    isDirect: true,
  },
  clock_skew: {
    component: 'timestamp',
    cause: 'the timestamp lies too far from the clock',
    mend: 'Set the clock right; a delivery that was recorded is told by its own time: `now`.',
    isDirect: true,
  },
  secret_unusable: {
    component: 'secret',
    cause: 'what was given as secret is none of an endpoint',
    mend: SECRET,
    isDirect: true,
  },
};

/** The mistakes that are tried against a signature. How it is written is tried with every other. */
export const HYPOTHESES: readonly DeliveryHypothesis[] = /* @__PURE__ */ (
  Object.keys(DELIVERY_MISTAKES) as DeliveryMistake[]
).filter((name): name is DeliveryHypothesis => DELIVERY_MISTAKES[name].isDirect === undefined);
