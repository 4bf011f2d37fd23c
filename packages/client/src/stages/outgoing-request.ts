import { OPERATIONS, type HttpMethod, type Operation } from '@luxcore/contract';

/** A request before it is authorised; all of its attempts send the same. */
export interface OutgoingRequest {
  readonly operation: Operation;
  readonly method: HttpMethod;
  readonly url: string;
  readonly origin: string;
  readonly pathname: string;
  /** Path and query of the parsed URL, which is what is sent: a signature covers it to the byte. */
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
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly merchantReference: string | undefined;
}

/** Completes a request from the table of operations. */
export function outgoingRequest(parts: RequestParts): OutgoingRequest {
  const { method } = OPERATIONS[parts.operation];
  const { href, origin, pathname, search } = new URL(parts.url);
  const described = parts.body === undefined ? {} : { 'Content-Type': 'application/json' };
  return {
    ...parts,
    method,
    url: href,
    origin,
    pathname,
    path: pathname + search,
    headers: { ...parts.headers, Accept: 'application/json', ...described },
    label: `${method} ${pathname}`,
  };
}
