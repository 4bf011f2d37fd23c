import { describeValue } from '@luxcore/errors';
import type { Body } from './body.ts';
import { builderOf, type Canonicalization, type Canonicalizations } from './canonical-string.ts';
import { readHeader, SIGNATURE_HEADERS, type HeadersLike } from './headers.ts';
import { refuse, type Refusal } from './refusal.ts';
import {
  describeMismatch,
  isPart,
  MERCHANT_ID,
  METHOD,
  NONCE,
  PATH,
  SIGNATURE,
  TIMESTAMP,
  type Part,
} from './syntax.ts';

/** A request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  /** The request target exactly as received: path and query, not decoded, not normalised. */
  readonly path: string;
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
  readonly signature: string;
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
  const values: string[] = [];
  for (const name of Object.values(SIGNATURE_HEADERS)) {
    const found = readHeader(headers, name);
    if (typeof found !== 'string') {
      return refuse(found.code, `${name}: expected the header once, received ${found.received}`);
    }
    values.push(found);
  }
  const [merchantId = '', timestamp = '', nonce = '', version = '', signature = ''] = values;

  const build = builderOf(canonicalizations, version);
  if (build === undefined) {
    const versions = Object.keys(canonicalizations);
    return refuse(
      'UNSUPPORTED_SIGNATURE_VERSION',
      `version: expected ${versions.join(' or ')}, received ${describeValue(version)}`,
    );
  }
  const parts: readonly (readonly [Part, unknown])[] = [
    [MERCHANT_ID, merchantId],
    [TIMESTAMP, timestamp],
    [NONCE, nonce],
    [SIGNATURE, signature],
    [METHOD, method],
    [PATH, path],
  ];
  for (const [part, value] of parts) {
    if (!isPart(part, value)) return refuse(part.code, describeMismatch(part, value));
  }
  return {
    ok: true,
    build,
    merchantId,
    timestamp: Number(timestamp),
    nonce,
    signature,
    method,
    path,
    body,
  };
}
