import { onTestFinished } from 'vitest';
import type { TransportRequest, TransportResponse } from '../src/transport/transport.ts';

/** A request to send, and what ends it early. */
export interface Sendable {
  readonly request: TransportRequest;
  readonly end: () => void;
  /** How many listeners of its end there are. */
  readonly listeners: () => number;
}

/** Makes a request of its parts: a GET of the URL unless told. */
export function sendable(url: string, parts: Partial<TransportRequest> = {}): Sendable {
  const controller = new AbortController();
  const listeners = new Set<() => void>();
  const request: TransportRequest = {
    method: 'GET',
    url,
    headers: {},
    body: undefined,
    maxResponseBytes: 1024 * 1024,
    signal: controller.signal,
    onEnd(listener) {
      if (controller.signal.aborted) listener();
      else listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    ...parts,
  };
  const end = (): void => {
    controller.abort();
    for (const listener of [...listeners]) listener();
  };
  // A test that fails leaves nothing under way.
  onTestFinished(end);
  return { request, end, listeners: () => listeners.size };
}

export function requestOf(url: string, parts?: Partial<TransportRequest>): TransportRequest {
  return sendable(url, parts).request;
}

/** A body of JSON, with the method that carries it. */
export function posting(data: unknown): Pick<TransportRequest, 'method' | 'body'> {
  return { method: 'POST', body: new TextEncoder().encode(JSON.stringify(data)) };
}

export function textOf({ body }: TransportResponse): string {
  return new TextDecoder().decode(body);
}

/** A header of an answer, by its name in lower case. */
export function headerOf({ headers }: TransportResponse, name: string): string | null | undefined {
  return headers instanceof Headers ? headers.get(name) : headers[name];
}
