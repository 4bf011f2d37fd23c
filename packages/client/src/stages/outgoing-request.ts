import { OPERATIONS, type HttpMethod, type Operation, type OperationRow } from '@luxcore/contract';
import type { BaseUrl } from '../base-url.ts';

/** A request before it is authorised; all of its attempts send the same. */
export interface OutgoingRequest {
  readonly operation: Operation;
  readonly row: OperationRow;
  /** Whether the same is safe to send again as long as its reference means the same payment. */
  readonly isPayment: boolean;
  readonly method: HttpMethod;
  readonly url: string;
  readonly origin: string;
  readonly pathname: string;
  /** Path and query as they are sent: a signature covers them to the byte. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** The reference of the payment that it is about, for errors. */
  readonly merchantReference: string | undefined;
  /** How errors call it: method and path, without the query. */
  readonly label: string;
}

/** What the stages before it have found out. */
export interface RequestParts {
  readonly operation: Operation;
  readonly base: BaseUrl;
  /**
   * Below the base URL, and written as a URL has it: parsing it would change nothing. That of the table
   * unless told.
   */
  readonly path: string | undefined;
  /** With its `?`, or empty. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly merchantReference: string | undefined;
}

const JSON_HEADERS = { Accept: 'application/json' } as const;
const JSON_BODY_HEADERS = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
} as const;

/** Completes a request from the table of operations. */
export function outgoingRequest(parts: RequestParts): OutgoingRequest {
  const { operation, base, search, headers, body, merchantReference } = parts;
  const row: OperationRow = OPERATIONS[operation];
  const { method } = row;
  const pathname = base.pathname + (parts.path ?? row.path);
  const path = pathname + search;
  return {
    operation,
    row,
    isPayment: row.replaySafe === 'by_reference',
    method,
    url: base.origin + path,
    origin: base.origin,
    pathname,
    path,
    headers: { ...headers, ...(body === undefined ? JSON_HEADERS : JSON_BODY_HEADERS) },
    body,
    merchantReference,
    label: `${method} ${pathname}`,
  };
}
