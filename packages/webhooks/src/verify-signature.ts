import { webhookVerificationError } from '@luxcore/errors';
import type { Body, HeadersLike } from '@luxcore/signing';
import {
  describeOffset,
  equalDigest,
  isFresh,
  parseTimestamp,
  readClock,
  readHeader,
} from '@luxcore/signing/primitives';
import { rawBytes } from './raw-body.ts';
import { describeForm, readSignatures } from './scheme/read-signatures.ts';
import { webhookKeys } from './scheme/webhook-secret.ts';
import { readVerifyOptions, type VerifyOptions } from './verify-options.ts';

/** A delivery as it arrived. */
export interface Delivery {
  /** `Headers`, or a record with names in any case. */
  readonly headers: HeadersLike;
  /** The exact text or bytes of the body, before anything has parsed them. */
  readonly body: Body;
}

/** A delivery whose signature is right. */
export interface VerifiedDelivery {
  /** The bytes that are signed. */
  readonly body: Uint8Array;
  /** Which of the secrets signed it, counted from 0. */
  readonly secretIndex: number;
  /** Unix time in seconds at which it was signed; 0 where the scheme has no timestamp. */
  readonly timestamp: number;
  /** The value of the id header; empty where the scheme has none. */
  readonly id: string;
}

/**
 * Checks the signature of a delivery and how old it is, and does not look into the body: the first
 * stage of `verifyDelivery`. Every secret is tried against every signature, in a time that does not
 * tell which matched or where they differ.
 *
 * [Assumed] the scheme, see `SCHEMES`, and the tolerance of 300 seconds.
 *
 * @throws {WebhookVerificationError} `RAW_BODY_REQUIRED`, `MISSING_HEADER`, `DUPLICATE_HEADER`,
 *   `INVALID_TIMESTAMP`, `TIMESTAMP_OUT_OF_RANGE`, `MALFORMED_SIGNATURE`, `INVALID_SIGNATURE`
 * @throws {ConfigurationError} `INVALID_WEBHOOK_SECRET`, `INVALID_OPTION`
 * @example
 * ```ts
 * import { parseEvent, verifySignature } from '@luxcore/webhooks';
 *
 * const verified = verifySignature({ headers, body }, { secrets: [secret, 'whsec_the_old_one'] });
 * if (verified.secretIndex === 1) console.log('still signed with the old secret');
 * const event = parseEvent(verified.body);
 * ```
 */
export function verifySignature(delivery: Delivery, options: VerifyOptions): VerifiedDelivery {
  const { secrets, scheme, toleranceSeconds, now } = readVerifyOptions(options);
  const keys = webhookKeys(secrets, scheme);
  const body = rawBytes(delivery.body);
  const { headers } = delivery;
  const { id: idName, timestamp: timestampName, signature: signatureName } = scheme.headers;
  const id = idName === undefined ? '' : header(headers, idName);
  const timestamp =
    timestampName === undefined
      ? 0
      : freshTimestamp(timestampName, headers, readClock(now), toleranceSeconds);
  const received = header(headers, signatureName);
  const digests = readSignatures(received, scheme);
  if (digests.length === 0) {
    // What came is counted, not shown: it may be the secret, put in the wrong place.
    throw webhookVerificationError(
      'MALFORMED_SIGNATURE',
      `${signatureName}: expected ${describeForm(scheme)}, received ${String(received.length)} other characters`,
    );
  }
  const [text, bytes] = scheme.payload({ id, timestamp, body });
  let secretIndex = -1;
  keys.forEach((key, index) => {
    const expected = key.digest(text, bytes);
    for (const digest of digests) {
      if (equalDigest(digest, expected) && secretIndex < 0) secretIndex = index;
    }
  });
  if (secretIndex < 0) {
    throw webhookVerificationError(
      'INVALID_SIGNATURE',
      `${signatureName}: expected the HMAC-SHA256 of the delivery, received another; \`explainDelivery\` says why`,
    );
  }
  return { body, secretIndex, timestamp, id };
}

function header(headers: HeadersLike, name: string): string {
  const value = readHeader(headers, name.toLowerCase());
  if (typeof value === 'string') return value;
  throw webhookVerificationError(
    value.code,
    `${name}: expected the header once, received ${value.received}`,
  );
}

function freshTimestamp(
  name: string,
  headers: HeadersLike,
  time: number,
  toleranceSeconds: number,
): number {
  const text = header(headers, name);
  const timestamp = parseTimestamp(text);
  if (timestamp === undefined) {
    throw webhookVerificationError(
      'INVALID_TIMESTAMP',
      `${name}: expected Unix time in whole seconds, received ${String(text.length)} other characters`,
    );
  }
  if (isFresh(timestamp, time, toleranceSeconds)) return timestamp;
  throw webhookVerificationError(
    'TIMESTAMP_OUT_OF_RANGE',
    `${name}: expected at most ${String(toleranceSeconds)} s from the current time, received ${describeOffset(timestamp, time)}`,
  );
}
