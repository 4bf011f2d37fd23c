/** What of a delivery may be signed. */
export interface SignedContent {
  /** The value of the id header; empty where the scheme has none. */
  readonly id: string;
  /** Unix time in seconds; 0 where the scheme has no timestamp. */
  readonly timestamp: number;
  /** The exact bytes of the body. */
  readonly body: Uint8Array;
}

/**
 * How deliveries are signed: HMAC-SHA256 of a text and the bytes behind it. A value, so that another
 * scheme is another value; see `SCHEMES`.
 */
export interface WebhookScheme {
  /** Names it in explanations. */
  readonly name: string;
  /** The names of the headers, in any case. Without `timestamp`, freshness is not checked. */
  readonly headers: {
    /** Carries one signature, or several. */
    readonly signature: string;
    /** Carries Unix time in seconds. */
    readonly timestamp?: string;
    /** Carries what `payload` gets as `id`. */
    readonly id?: string;
  };
  /** What stands before each signature. */
  readonly signaturePrefix: string;
  /** What stands between several signatures in one header; white space around them is left out. */
  readonly separator: string;
  /** How the digest is written: lower-case hex, or base64 with its padding. */
  readonly encoding: 'hex' | 'base64';
  /** How every secret begins. */
  readonly secretPrefix: string;
  /** What the key is: the whole secret as UTF-8, or the bytes whose base64 follows its prefix. */
  readonly key: 'utf8' | 'base64';
  /** What is signed: a text, and the bytes behind it. */
  readonly payload: (content: SignedContent) => readonly [text: string, bytes?: Uint8Array];
}
