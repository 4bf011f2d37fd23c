import { assertOption, LuxCoreError } from '@luxcore/errors';
import { WEBHOOK_EVENTS } from '@luxcore/contract';
import { createNonce, readRequest, type Body, type HeadersLike } from '@luxcore/signing';
import type { DeliveryClaim, DeliveryStore } from './deliveries/delivery-store.ts';
import { memoryDeliveryStore } from './deliveries/memory-delivery-store.ts';
import { parseEvent } from './events/parse-event.ts';
import type { UnknownEvent, WebhookEvent, WebhookEvents } from './events/webhook-event.ts';
import { rawBodyRequired, rawBytes } from './raw-body.ts';
import type { VerifyOptions } from './verify-options.ts';
import { verifySignature } from './verify-signature.ts';

const DEFAULT_LEASE_MS = 60_000;
const DEFAULT_MAX_BYTES = 1024 * 1024;

/** What a function that handles events is told besides the event. */
export interface HandlerContext {
  /** Which of the secrets signed the delivery, counted from 0. */
  readonly secretIndex: number;
  /** Is aborted when the lease ends: from then on another delivery of the event may be handled. */
  readonly signal: AbortSignal;
}

/** Handles an event; what it throws, or rejects with, has the event sent again. */
export type EventHandler<Event> = (event: Event, context: HandlerContext) => unknown;

/** A function for each event that is handled; the others are acknowledged. */
export type EventHandlers = {
  readonly [Name in keyof WebhookEvents]?: EventHandler<WebhookEvents[Name]> | undefined;
};

export interface WebhookHandlerOptions extends VerifyOptions {
  readonly on: EventHandlers;
  /** Handles events that this version does not know; without it they are acknowledged. */
  readonly onUnknown?: EventHandler<UnknownEvent> | undefined;
  /**
   * Is told of everything that is not answered with 200: a delivery that is refused, a handler that
   * failed, a store that is away. Unless told, what is not the sender's fault goes to `console.error`.
   */
  readonly onError?: ((error: unknown, event: WebhookEvent | undefined) => void) | undefined;
  /**
   * Where it is remembered what was handled; a new `memoryDeliveryStore` unless told, which is right
   * for one process.
   */
  readonly deliveries?: DeliveryStore | undefined;
  /** For how long an event is one handler's alone, in milliseconds; 60,000 unless told. */
  readonly leaseMs?: number | undefined;
  /** The most bytes that a body may have; 1 MiB unless told. */
  readonly maxBytes?: number | undefined;
}

/** A delivery as a framework has it. */
export interface IncomingDelivery {
  readonly method?: string | undefined;
  readonly headers: HeadersLike;
  /** The exact text or bytes, or a promise of them. */
  readonly body: Body | PromiseLike<Body>;
}

/** What to answer; there is no body. */
export interface WebhookAnswer {
  readonly status: number;
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
  // What somebody has put into Object.prototype is no option.
  const own = { __proto__: null, ...options } as WebhookHandlerOptions;
  const {
    on,
    onUnknown,
    onError = reportToConsole,
    deliveries = memoryDeliveryStore({ now: own.now }),
    leaseMs = DEFAULT_LEASE_MS,
    maxBytes = DEFAULT_MAX_BYTES,
  } = own;
  assertHandlers(on);
  assertFunction('onUnknown', onUnknown);
  assertFunction('onError', onError);
  assertOption(isStore(deliveries), 'deliveries', 'a DeliveryStore', deliveries);
  assertOption(isCount(leaseMs), 'leaseMs', 'whole milliseconds from 1', leaseMs);
  assertOption(isCount(maxBytes), 'maxBytes', 'a whole number of bytes from 1', maxBytes);

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
    if (handle === undefined) return STATUS.acknowledged;
    const claim = claimOf(event, leaseMs);
    const decision = await deliveries.begin(claim);
    if (decision !== 'run') return STATUS[decision];
    try {
      await handle(event, contextOf(secretIndex, leaseMs));
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
      const bytes = rawBytes(await body);
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
      body: bodyOf(request, maxBytes),
    });
    return new Response(null, { status, headers: answered });
  }

  return Object.assign(handleRequest, { receive, maxBytes });
}

/** What each end is answered with. LuxCore's rule: any 2xx acknowledges, all else is sent again. */
const STATUS = {
  acknowledged: 200,
  done: 200,
  stale: 200,
  noEvent: 400,
  refused: 401,
  tooLarge: 413,
  failed: 500,
  busy: 503,
  unavailable: 503,
} as const;

function statusOf(error: unknown): number {
  if (!(error instanceof LuxCoreError)) return STATUS.failed;
  switch (error.code) {
    case 'INVALID_EVENT':
      return STATUS.noEvent;
    case 'PAYLOAD_TOO_LARGE':
      return STATUS.tooLarge;
    case 'RAW_BODY_REQUIRED':
    case 'INVALID_WEBHOOK_SECRET':
    case 'INVALID_OPTION':
      return STATUS.failed;
    default:
      return STATUS.refused;
  }
}

async function bodyOf(request: Request, maxBytes: number): Promise<Body> {
  if (request.bodyUsed) {
    throw rawBodyRequired('a request whose body was read', 'call the handler before it is read');
  }
  return (await readRequest(request, { maxBytes })).body;
}

function claimOf(event: WebhookEvent, leaseMs: number): DeliveryClaim {
  const payment = 'payment' in event ? (event.payment as Partial<PaymentIdentity>) : {};
  const isKnown = event.type !== 'unknown';
  return {
    eventId: event.id,
    subject: isKnown ? payment.id : undefined,
    version: isKnown ? payment.status_version : undefined,
    leaseMs,
    token: createNonce(),
  };
}

interface PaymentIdentity {
  readonly id: string;
  readonly status_version: number;
}

function contextOf(secretIndex: number, leaseMs: number): HandlerContext {
  const end = Date.now() + leaseMs;
  let signal: AbortSignal | undefined;
  return {
    secretIndex,
    // Most functions need none, and a timer for each delivery would outlive it.
    get signal() {
      return (signal ??= AbortSignal.timeout(Math.max(0, end - Date.now())));
    },
  };
}

function answer(status: number): WebhookAnswer {
  return { status, headers: {} };
}

function assertHandlers(on: EventHandlers): void {
  assertOption(typeof on === 'object' && (on as unknown) !== null, 'on', 'an object', on);
  for (const [name, handler] of Object.entries(on)) {
    assertOption(
      Object.hasOwn(WEBHOOK_EVENTS, name),
      'on',
      `events of ${Object.keys(WEBHOOK_EVENTS).join(', ')}; others go to onUnknown`,
      name,
    );
    assertFunction(`on['${name}']`, handler);
  }
}

function assertFunction(name: string, value: unknown): void {
  assertOption(value === undefined || typeof value === 'function', name, 'a function', value);
}

function isStore(value: unknown): boolean {
  const store = Object(value) as Partial<DeliveryStore>;
  return [store.begin, store.complete, store.release].every(
    (method) => typeof method === 'function',
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

/** Strangers who knock are no news; a fault of one's own is. */
function reportToConsole(error: unknown, event: WebhookEvent | undefined): void {
  const status = statusOf(error);
  const isOurs = event !== undefined || status >= STATUS.failed || status === STATUS.noEvent;
  // eslint-disable-next-line no-console -- an event that is sent again for ever must not be silent
  if (isOurs) console.error(error);
}
