import type { Operation } from '@luxcore/contract';
import { ConfigurationError, type Outcome } from '@luxcore/errors';
import { checkHeaders, isReservedHeader } from '../headers.ts';
import { hookFailed } from '../hook.ts';
import type { TransportRequest, TransportResponse } from '../transport/transport.ts';
import { checkResponse } from './transmit.ts';

/** An attempt as a middleware sees it, after it was signed. */
export interface MiddlewareRequest extends Pick<
  TransportRequest,
  'method' | 'url' | 'headers' | 'body' | 'signal'
> {
  /** What was called, such as `payments.create`. */
  readonly operation: Operation;
  /** From 1. */
  readonly attempt: number;
  /** The reference of a payment: what is written down before `next` is known before it is sent. */
  readonly merchantReference: string | undefined;
}

/** Sends the attempt on, as it is or with further headers; once. */
export type Next = (request?: MiddlewareRequest) => Promise<TransportResponse>;

/**
 * Stands around each attempt, after its signature: it may add headers, look at the answer, replace it
 * or measure. What was signed stays as it is: another method, URL, body or credential is refused with
 * `REQUEST_CHANGED`, and so is sending it twice.
 */
export type Middleware = (
  request: MiddlewareRequest,
  next: Next,
) => TransportResponse | Promise<TransportResponse>;

/** Leads an attempt through all middleware, the first of the list outermost, to the transport. */
export async function throughMiddleware(
  middleware: readonly Middleware[],
  request: MiddlewareRequest,
  send: (headers: TransportRequest['headers']) => Promise<TransportResponse>,
): Promise<TransportResponse> {
  let outcome: Outcome = 'not_sent';
  let fault: unknown;
  /** Remembers what is no fault of a middleware, though it comes through it. */
  const fail = (error: unknown): never => {
    fault = error;
    throw error;
  };

  async function pass(place: number, given: MiddlewareRequest): Promise<TransportResponse> {
    const hook = middleware[place];
    if (hook === undefined) {
      try {
        const headers = unchangedHeaders(request, given);
        outcome = 'unknown';
        return await send(headers);
      } catch (error) {
        return fail(error);
      }
    }
    let isCalled = false;
    return hook(given, async (changed = given) => {
      if (isCalled) return fail(changedError('to be sent once', 'a second time', outcome));
      isCalled = true;
      return pass(place + 1, changed);
    });
  }

  try {
    // Copies: what can be changed in place is not what was signed.
    return checkResponse(
      await pass(0, {
        ...request,
        headers: { ...request.headers },
        body: request.body?.slice(),
      }),
    );
  } catch (error) {
    if (error !== undefined && error === fault) throw error;
    throw hookFailed('middleware', outcome, error);
  }
}

/** The headers to send: those that were signed, and what was added. Throws where more was changed. */
function unchangedHeaders(
  signed: MiddlewareRequest,
  given: MiddlewareRequest,
): TransportRequest['headers'] {
  for (const field of ['method', 'url'] as const) {
    if (given[field] !== signed[field]) throw changedError(`the ${field} that was signed`);
  }
  if (!isSameBytes(given.body, signed.body)) throw changedError('the body that was signed');
  const added: Record<string, string> = {};
  for (const [name, value] of Object.entries({ ...given.headers })) {
    if (!isReservedHeader(name)) added[name] = value;
    else if (signed.headers[name] !== value) throw changedError(`the ${name} that was signed`);
  }
  const kept = Object.entries(signed.headers).filter(([name]) => isReservedHeader(name));
  return { ...checkHeaders(added), ...Object.fromEntries(kept) };
}

function isSameBytes(one: unknown, other: Uint8Array | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return (
    one instanceof Uint8Array &&
    one.length === other.length &&
    one.every((byte, place) => byte === other[place])
  );
}

function changedError(
  expected: string,
  received = 'another',
  outcome: Outcome = 'not_sent',
): ConfigurationError {
  return new ConfigurationError(
    `middleware: expected ${expected}, received ${received}; a middleware may add headers alone`,
    { code: 'REQUEST_CHANGED', outcome },
  );
}
