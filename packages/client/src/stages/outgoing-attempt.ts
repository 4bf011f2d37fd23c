import type { HttpMethod } from '@luxcore/contract';
import type { TransportRequest } from '../transport/transport.ts';
import type { Phase } from './phase.ts';

/** No answer of LuxCore comes near: 10 MiB. */
const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

/** An attempt as the transport is given it. */
export class OutgoingAttempt implements TransportRequest {
  readonly method: HttpMethod;
  readonly url: string;
  readonly headers: TransportRequest['headers'];
  readonly body: Uint8Array<ArrayBuffer> | undefined;
  readonly maxResponseBytes: number = MAX_RESPONSE_BYTES;
  readonly onEnd: TransportRequest['onEnd'];
  readonly #phase: Phase;

  constructor(
    { method, url, body }: Pick<TransportRequest, 'method' | 'url' | 'body'>,
    headers: TransportRequest['headers'],
    phase: Phase,
  ) {
    this.method = method;
    this.url = url;
    this.headers = headers;
    this.body = body;
    this.#phase = phase;
    // A field, so that it may be taken out of the request.
    this.onEnd = (listener) => phase.onEnd(listener);
  }

  get signal(): AbortSignal {
    return this.#phase.signal;
  }
}
