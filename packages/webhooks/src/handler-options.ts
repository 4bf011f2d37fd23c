import { WEBHOOK_EVENTS } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import { STATUS, statusOf } from './answer-status.ts';
import type { DeliveryStore } from './deliveries/delivery-store.ts';
import { memoryDeliveryStore } from './deliveries/memory-delivery-store.ts';
import type { UnknownEvent, WebhookEvent, WebhookEvents } from './events/webhook-event.ts';
import type { VerifyOptions } from './verify-options.ts';

const DEFAULT_LEASE_MS = 60_000;
/** A longer timer, that of `signal`, fires at once: engines hold it in 32 bits. */
const LONGEST_LEASE_MS = 2_147_483_647;
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

/** How deliveries are verified, and what is done with their events. */
export interface WebhookHandlerOptions extends VerifyOptions {
  /** What handles each event, by its name: `{ 'payment.completed': ({ payment }) => ... }`. */
  readonly on: EventHandlers;
  /** Handles events that this version does not know; without it they are acknowledged. */
  readonly onUnknown?: EventHandler<UnknownEvent> | undefined;
  /**
   * Is told of a delivery that is refused, of a function that failed and of a store that is away; not of
   * what needs no mend: a method other than POST, a copy that waits for another, and a body that is too
   * long where it is given whole. Unless told, what is not the sender's fault goes to `console.error`.
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

type WithDefault = 'onError' | 'deliveries' | 'leaseMs' | 'maxBytes';

/** The options of a handler, checked, with what was left out. */
export type HandlerSettings = WebhookHandlerOptions & {
  readonly [Name in WithDefault]: NonNullable<WebhookHandlerOptions[Name]>;
};

/** Checks all options but those of the verification, which are looked at at each delivery. */
export function readHandlerOptions(options: WebhookHandlerOptions): HandlerSettings {
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
  assertOption(
    isCount(leaseMs) && leaseMs <= LONGEST_LEASE_MS,
    'leaseMs',
    `whole milliseconds from 1 to ${String(LONGEST_LEASE_MS)}`,
    leaseMs,
  );
  assertOption(isCount(maxBytes), 'maxBytes', 'a whole number of bytes from 1', maxBytes);
  return { ...own, on, onUnknown, onError, deliveries, leaseMs, maxBytes };
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

/** Strangers who knock, or hang up, are no news; a fault of one's own is. */
function reportToConsole(error: unknown, event: WebhookEvent | undefined): void {
  const status = statusOf(error);
  const isFault = status >= STATUS.failed || status === STATUS.noEvent;
  const isOurs = event !== undefined || (isFault && !isHangUp(error));
  // eslint-disable-next-line no-console -- an event that is sent again for ever must not be silent
  if (isOurs) console.error(error);
}

/** How Node, undici and workers say that a sender went away before its body's end. */
const HANG_UPS: ReadonlySet<unknown> = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'UND_ERR_SOCKET',
  'AbortError',
]);

function isHangUp(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return HANG_UPS.has(error.name) || HANG_UPS.has((error as { code?: unknown }).code);
}
