import { describeValue } from '@luxcore/errors';
import type { Body } from './body.ts';
import { CANONICALIZATIONS, type SignatureVersion } from './canonical-string.ts';
import { readHeader, SIGNATURE_HEADERS, type HeadersLike } from './headers.ts';
import { refuse, type Refusal } from './refusal.ts';
import { describeMismatch, isPart, partCode, type Part } from './syntax.ts';

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
  readonly version: SignatureVersion;
  readonly merchantId: string;
  readonly timestamp: number;
  readonly nonce: string;
  readonly signature: string;
  readonly method: string;
  readonly path: string;
  readonly body: Body;
}

/** Reads the five headers and the request's parts, or tells which one is missing or malformed. */
export function readSignedParts(request: ReceivedRequest): SignedParts | Refusal {
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

  if (!isVersion(version)) {
    const known = Object.keys(CANONICALIZATIONS).join(' or ');
    return refuse(
      'UNSUPPORTED_SIGNATURE_VERSION',
      `${SIGNATURE_HEADERS.version}: expected ${known}, received ${describeValue(version)}`,
    );
  }
  const parts: Partial<Record<Part, unknown>> = {
    merchantId,
    timestamp,
    nonce,
    signature,
    method,
    path,
  };
  for (const [part, value] of Object.entries(parts) as [Part, unknown][]) {
    if (!isPart(part, value)) return refuse(partCode(part), describeMismatch(part, value));
  }
  return {
    ok: true,
    version,
    merchantId,
    timestamp: Number(timestamp),
    nonce,
    signature,
    method,
    path,
    body,
  };
}

function isVersion(version: string): version is SignatureVersion {
  return Object.hasOwn(CANONICALIZATIONS, version);
}
