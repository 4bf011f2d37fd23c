import { joinedHeaders, refusedHead, type NodeHeaders } from './answer-head.ts';
import { ByteCollector } from './byte-collector.ts';
import { answerTooLong, connectionFailed, neverConnected, pathStart } from './failures.ts';
import type { TransportRequest, TransportResponse } from './transport.ts';
import type { UndiciDispatcher } from './undici-transport.ts';

/** Ends what is under way: undici 6 hands over a function, later ones an object. */
type Abort = (reason: Error) => void;

/**
 * One request on its way through undici. It listens by both names: undici 6 calls `onConnect` and
 * `onHeaders`, 7 and 8 call `onRequestStart` and `onResponseStart`.
 */
export class UndiciExchange {
  readonly #request: TransportRequest;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #body: ByteCollector;
  readonly #forget: (() => void) | undefined;
  /** Set as soon as a connection has taken the request. */
  #abort: Abort | undefined;
  #status: number | undefined;
  #headers: NodeHeaders = {};
  #isOver = false;

  constructor(
    request: TransportRequest,
    resolve: (response: TransportResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#body = new ByteCollector(request.maxResponseBytes);
    this.#forget = request.onEnd(() => {
      this.#fail(connectionFailed(request, { outcome: this.#outcome(), cause: undefined }));
    });
  }

  start(dispatcher: UndiciDispatcher): void {
    if (this.#isOver) return;
    const { method, url, headers, body = null } = this.#request;
    const start = pathStart(url);
    const path = url.slice(start) || '/';
    try {
      dispatcher.dispatch({ origin: url.slice(0, start), path, method, headers, body }, this);
    } catch (error) {
      this.onResponseError(undefined, error);
    }
  }

  onRequestStart(controller: { abort: Abort }): void {
    this.onConnect((reason) => {
      controller.abort(reason);
    });
  }

  onResponseStart(_controller: unknown, status: number, headers: NodeHeaders): void {
    // What is only informational is followed by an answer.
    if (status < 200 || this.#isOver) return;
    this.#status = status;
    this.#headers = headers;
    const refused = refusedHead(this.#request, status, headers);
    if (refused) this.#fail(refused);
  }

  onResponseData(_controller: unknown, chunk: Uint8Array): void {
    if (this.#isOver || this.#body.add(chunk)) return;
    this.#fail(answerTooLong(this.#request, this.#status ?? 0));
  }

  onResponseEnd(): void {
    if (this.#isOver) return;
    const status = this.#status;
    if (status === undefined) {
      this.onResponseError(undefined, new Error('it ended without an answer'));
      return;
    }
    this.#isOver = true;
    this.#forget?.();
    this.#resolve({
      status,
      headers: joinedHeaders(this.#headers),
      body: this.#body.bytes(),
    });
  }

  onResponseError(_controller: unknown, cause: unknown): void {
    if (this.#isOver) return;
    // An interceptor may have sent a copy before the one that failed.
    const outcome = neverConnected(cause) ? this.#outcome() : 'unknown';
    this.#fail(connectionFailed(this.#request, { status: this.#status, outcome, cause }));
  }

  onConnect(abort: Abort): void {
    this.#abort = abort;
    // It ended while it waited for a connection: undici looks at this before it writes.
    if (this.#isOver) abort(new Error('ended before it was sent'));
  }

  onHeaders(status: number, rawHeaders: readonly Uint8Array[]): boolean {
    this.onResponseStart(undefined, status, parsedHeaders(rawHeaders));
    return true;
  }

  onData(chunk: Uint8Array): boolean {
    this.onResponseData(undefined, chunk);
    return true;
  }

  onComplete(): void {
    this.onResponseEnd();
  }

  onError(cause: unknown): void {
    this.onResponseError(undefined, cause);
  }

  #outcome(): 'not_sent' | 'unknown' {
    return this.#abort === undefined ? 'not_sent' : 'unknown';
  }

  #fail(reason: Error): void {
    this.#isOver = true;
    this.#forget?.();
    this.#reject(reason);
    this.#abort?.(reason);
  }
}

/** The headers as undici 6 has them: names and values in turn, as bytes. */
function parsedHeaders(raw: readonly Uint8Array[]): NodeHeaders {
  const decoder = new TextDecoder('latin1');
  const headers: Record<string, string> = {};
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = decoder.decode(raw[index]).toLowerCase();
    const value = decoder.decode(raw[index + 1]);
    const before = Object.hasOwn(headers, name) ? `${String(headers[name])}, ` : '';
    headers[name] = before + value;
  }
  return headers;
}
