import type { HttpMethod } from '@luxcore/contract';
import type { Bytes } from '@luxcore/signing';

/** One attempt of a request as it leaves: signed, and never changed on the way. */
export interface TransportRequest {
  /** HTTP method in upper case. */
  readonly method: HttpMethod;
  /** Absolute, with its query, to the byte as it was signed. */
  readonly url: string;
  /** Names as they are written, each once; `Content-Length` is the transport's own. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as they were signed; `undefined`: none. */
  readonly body: Bytes | undefined;
  /** A longer body of the answer, in bytes, is refused, and not read on. */
  readonly maxResponseBytes: number;
  /** Aborts when time is up or the caller ends the call. Made when it is first read. */
  readonly signal: AbortSignal;
  /**
   * Calls a listener once when the attempt is ended early, without the cost of a signal; at once if it
   * was. Returns what takes it off again.
   */
  onEnd(listener: () => void): () => void;
}

/** An answer, read to its end. */
export interface TransportResponse {
  /** HTTP status. */
  readonly status: number;
  /** Names in any case; several values of one name are joined by `, `. */
  readonly headers: Headers | Readonly<Record<string, string | undefined>>;
  /** All of it, with no content coding left. */
  readonly body: Uint8Array;
}

/**
 * Sends one attempt and reads its answer. It follows no redirect and sends nothing twice.
 *
 * It rejects where no whole answer came. What it rejects with is taken for "it may have been carried
 * out", but for a `ConnectionError` whose `outcome` is `not_sent`: no byte has left.
 */
export type Transport = (
  request: TransportRequest,
) => TransportResponse | Promise<TransportResponse>;
