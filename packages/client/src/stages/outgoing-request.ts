import { OPERATIONS, type HttpMethod, type Operation } from '@luxcore/contract';

/** A request before it is authorised. */
export interface OutgoingRequest {
  readonly operation: Operation;
  readonly method: HttpMethod;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  /** The reference of the payment that it is about, for errors. */
  readonly merchantReference: string | undefined;
  /** How errors call it: method and path, without the query. */
  readonly label: string;
}

/** What the stages before it have found out. */
export type RequestParts = Omit<OutgoingRequest, 'method' | 'label'>;

/** Completes a request from the table of operations. */
export function outgoingRequest(parts: RequestParts): OutgoingRequest {
  const { method } = OPERATIONS[parts.operation];
  return { ...parts, method, label: `${method} ${parts.url.pathname}` };
}
