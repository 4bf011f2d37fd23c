import { WEBHOOK_EVENTS, type WebhookPayment } from '@luxcore/contract';
import { assertOption, fromRuntime } from '@luxcore/errors';
import { createNonce, readRequest, type Body, type HeadersLike } from '@luxcore/signing';
import { STATUS, statusOf } from './answer-status.ts';
import type { DeliveryClaim } from './deliveries/delivery-store.ts';
import { parseEvent } from './events/parse-event.ts';
import type { PaymentEvent, WebhookEvent } from './events/webhook-event.ts';
import {
  readHandlerOptions,
  type EventHandler,
  type HandlerContext,
  type WebhookHandlerOptions,
} from './handler-options.ts';
import { rawBodyRequired, rawBytes } from './raw-body.ts';
import { verifySignature } from './verify-signature.ts';

/** A delivery as a framework has it. */
export interface IncomingDelivery {
  /** HTTP method; any but POST is answered 405. */
  readonly method?: string | undefined;
  /** All headers; those of the scheme are found in them. */
  readonly headers: HeadersLike;
  /** The exact text or bytes, a promise of them, or what reads them: called for a POST alone. */
  readonly body: Body | PromiseLike<Body> | (() => Body | PromiseLike<Body>);
}

/** What to answer; there is no body. */
export interface WebhookAnswer {
  /** HTTP status; see {@link createWebhookHandler}. */
  readonly status: number;
  /** Headers to send with it, such as `Allow` with a 405. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers a Fetch `Request`; `receive` is the same for a framework without them. */
export interface WebhookHandler {
  (request: Request): Promise<Response>;
  /** Verifies and handles a delivery, and says what to answer. Never throws, never rejects. */
  receive(delivery: IncomingDelivery): Promise<WebhookAnswer>;
  /** The most bytes that a body may have. */
  readonly maxBytes: number;
}

/**
 * Makes a handler of deliveries: verifies each on its raw bytes, and calls the function of its event
 * once, and for a payment never an older status after a newer one.
 *
 * It answers 200 to what is handled, was handled before, is stale or has no function; 401 to what is
 * not signed right, 400 to what is signed and is no event, 413 to what is too long, 405 to what is no
 * POST, without saying why; 503 while a copy is being handled or the store is away; and 500 where the
 * function failed. LuxCore sends again what is not answered with 2xx.
 *
 * A process that dies between handling an event and marking it has it handled again: at least once. For
 * exactly once, let your function write the event's id into a unique column in the same transaction of
 * your database as its effect.
 *
 * Nothing is read from the secrets before the first delivery, so that a missing environment variable
 * does not break a build.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { createWebhookHandler } from '@luxcore/webhooks';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env.LUXCORE_WEBHOOK_SECRET ?? '',
 *   on: {
 *     'payment.completed': ({ payment }) => {
 *       console.log('paid', payment.merchant_reference, payment.amount);
 *     },
 *   },
 * });
 * export default { fetch: handler }; // Workers, Deno, Bun; Hono: app.post('/webhooks', (c) => handler(c.req.raw))
 * ```
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const own = readHandlerOptions(options);
  const { on, onUnknown, onError, deliveries, leaseMs, maxBytes } = own;

  function report(error: unknown, event?: WebhookEvent): void {
    try {
      onError(error, event);
    } catch {
      // What fails to tell of a failure changes no answer.
    }
  }

  function handlerOf(event: WebhookEvent): EventHandler<never> | undefined {
    return event.type === 'unknown' ? onUnknown : on[event.type];
  }

  /** Handles an event unless it was or is being handled, and says what to answer. */
  async function handleOnce(event: WebhookEvent, secretIndex: number): Promise<number> {
    const handle = handlerOf(event) as EventHandler<WebhookEvent> | undefined;
    const claim = claimOf(event, leaseMs);
    // A status that nobody handles is a newer one all the same: an older must not be handled after it.
    if (handle === undefined && claim.version === undefined) return STATUS.acknowledged;
    // The time of the lease begins with the question, not with its answer.
    const context = contextOf(secretIndex, leaseMs);
    const decision = await deliveries.begin(claim);
    if (decision !== 'run') {
      // From JavaScript it may be anything, and an answer without a status is a 200: the event was lost.
      assertOption(
        ['done', 'stale', 'busy'].includes(decision),
        'deliveries.begin',
        'run, done, stale or busy',
        decision,
      );
      return STATUS[decision];
    }
    try {
      await handle?.(event, context);
    } catch (error) {
      report(error, event);
      // Should this fail too, the lease ends by itself.
      await deliveries.release(claim);
      return STATUS.failed;
    }
    await deliveries.complete(claim);
    return STATUS.acknowledged;
  }

  async function receive({ method, headers, body }: IncomingDelivery): Promise<WebhookAnswer> {
    if (method !== undefined && method !== 'POST') {
      // A promise that fails while nobody waits for it would end the process.
      Promise.resolve(body).catch(() => undefined);
      return { status: 405, headers: { Allow: 'POST' } };
    }
    let event: WebhookEvent | undefined;
    let secretIndex: number;
    try {
      const bytes = rawBytes(await (typeof body === 'function' ? body() : body));
      if (bytes.length > maxBytes) return answer(STATUS.tooLarge);
      const verified = verifySignature({ headers, body: bytes }, own);
      ({ secretIndex } = verified);
      event = parseEvent(verified.body);
    } catch (error) {
      report(error);
      return answer(statusOf(error));
    }
    try {
      return answer(await handleOnce(event, secretIndex));
    } catch (error) {
      // The store could not be asked: it may have been handled, or not.
      report(error, event);
      return answer(STATUS.unavailable);
    }
  }

  async function handleRequest(request: Request): Promise<Response> {
    const { method, headers } = request;
    const { status, headers: answered } = await receive({
      method,
      headers,
      body: () => bodyOf(request, maxBytes),
    });
    return new Response(null, { status, headers: answered });
  }

  return Object.assign(handleRequest, { receive, maxBytes });
}

async function bodyOf(request: Request, maxBytes: number): Promise<Body> {
  if (request.bodyUsed) {
    throw rawBodyRequired('a request whose body was read', 'call the handler before it is read');
  }
  return (await readRequest(request, { maxBytes })).body;
}

function claimOf(event: WebhookEvent, leaseMs: number): DeliveryClaim {
  const { id, status_version: version } = paymentOf(event) ?? {};
  return { eventId: event.id, subject: id, version, leaseMs, token: createNonce() };
}

/** The payment that an event is about; what another event calls so has not been looked at. */
function paymentOf(event: WebhookEvent): WebhookPayment | undefined {
  if (event.type === 'unknown' || WEBHOOK_EVENTS[event.type].about !== 'payment') return undefined;
  return (event as PaymentEvent).payment;
}

function contextOf(secretIndex: number, leaseMs: number): HandlerContext {
  const end = Date.now() + leaseMs;
  let signal: AbortSignal | undefined;
  return {
    secretIndex,
    // Most functions need none, and a timer for each delivery would outlive it.
    get signal() {
      return (signal ??= fromRuntime('AbortSignal').timeout(Math.max(0, end - Date.now())));
    },
  };
}

function answer(status: number): WebhookAnswer {
  return { status, headers: {} };
}
