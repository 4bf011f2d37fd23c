import { describeValue } from '@luxcore/errors';
import type { Body } from './body.ts';
import { builderOf, type Canonicalization, type Canonicalizations } from './canonical-string.ts';
import {
  findHeaders,
  readHeaders,
  SIGNATURE_HEADERS,
  type HeadersLike,
  type SignatureHeader,
} from './headers.ts';
import { refuse, type Refusal } from './refusal.ts';
import { readSignature } from './signature-text.ts';
import {
  describeMismatch,
  isPart,
  MERCHANT_ID,
  METHOD,
  NONCE,
  PATH,
  SIGNATURE,
  TIMESTAMP,
} from './syntax.ts';

/** A request as it arrived. */
export interface ReceivedRequest {
  /** HTTP method; only upper case is accepted. */
  readonly method: string;
  /** The request target exactly as received: path and query, not decoded, not normalised. */
  readonly path: string;
  /** All headers; the five of a signature are found in them. */
  readonly headers: HeadersLike;
  /** The body's exact bytes, before anything has parsed them. */
  readonly body?: Body;
}

/** A request each of whose parts has its form, so that its signature can be checked. */
export interface SignedParts {
  readonly ok: true;
  /** Builds what is signed, by the version that the request names. */
  readonly build: Canonicalization;
  readonly merchantId: string;
  readonly timestamp: number;
  readonly nonce: string;
  /** What the signature holds, 32 bytes. */
  readonly digest: Uint8Array;
  readonly method: string;
  readonly path: string;
  readonly body: Body;
}

/** Reads the five headers and the request's parts, or tells which one is missing or malformed. */
export function readSignedParts(
  request: ReceivedRequest,
  canonicalizations: Canonicalizations,
): SignedParts | Refusal {
  const { headers, method, path, body } = request;
  const { merchantId, timestamp, nonce, version, signature } = findHeaders(headers);
  const build = typeof version === 'string' ? builderOf(canonicalizations, version) : undefined;
  if (
    build !== undefined &&
    isPart(MERCHANT_ID, merchantId) &&
    isPart(TIMESTAMP, timestamp) &&
    isPart(NONCE, nonce) &&
    isPart(METHOD, method) &&
    isPart(PATH, path) &&
    typeof signature === 'string'
  ) {
    const digest = readSignature(signature);
    if (digest !== undefined) {
      return {
        ok: true,
        build,
        merchantId,
        timestamp: Number(timestamp),
        nonce,
        digest,
        method,
        path,
        body,
      };
    }
  }
  return refusalOf(request, canonicalizations);
}

/** Says what is wrong with a request that cannot be read: the first of its faults. */
function refusalOf(
  { headers, method, path }: ReceivedRequest,
  canonicalizations: Canonicalizations,
): Refusal {
  const read = readHeaders(headers);
  for (const [header, value] of Object.entries(read)) {
    if (typeof value === 'string') continue;
    const name = SIGNATURE_HEADERS[header as SignatureHeader];
    return refuse(value.code, `${name}: expected the header once, received ${value.received}`);
  }
  const { merchantId, timestamp, nonce, version, signature } = read;
  if (typeof version !== 'string' || builderOf(canonicalizations, version) === undefined) {
    const versions = Object.keys(canonicalizations);
    return refuse(
      'UNSUPPORTED_SIGNATURE_VERSION',
      `version: expected ${versions.join(' or ')}, received ${describeValue(version)}`,
    );
  }
  // The path, where a getter answers otherwise the second time.
  const [part, value] = (
    [
      [MERCHANT_ID, merchantId],
      [TIMESTAMP, timestamp],
      [NONCE, nonce],
      [SIGNATURE, signature],
      [METHOD, method],
      [PATH, path],
    ] as const
  ).find(([part, value]) => !isPart(part, value)) ?? [PATH, path];
  return refuse(part.code, describeMismatch(part, value));
}
