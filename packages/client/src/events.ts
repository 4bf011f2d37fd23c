import { redact } from '@luxcore/errors';
import type { LimitClass, Operation } from '@luxcore/contract';

/** What happens in a client, told to `onEvent`. No event carries a secret, a body or a query. */
export type ClientEvent =
  | RequestEvent
  | ResponseEvent
  | RetryEvent
  | WaitEvent
  | RotationEvent
  | ClockEvent
  | ReferenceEvent;

/** What the events of one call have in common. */
export interface CallEvent {
  /** The same in every event of a call, and another in each call of this client. */
  readonly call: number;
  /** What was called, such as `payments.create`. */
  readonly operation: Operation;
}

/** An attempt is about to be sent, signed. */
export interface RequestEvent extends CallEvent {
  readonly type: 'request';
  /** From 1. */
  readonly attempt: number;
  /** HTTP method. */
  readonly method: string;
  /** Origin, prefix and path, without the query. */
  readonly url: string;
  /** That of the payment, where the call is about one and has one. */
  readonly merchantReference: string | undefined;
}

/** An attempt has ended: with an answer, or with the code of what went wrong. */
export interface ResponseEvent extends CallEvent {
  readonly type: 'response';
  /** That of its request. */
  readonly attempt: number;
  /** HTTP status, where an answer came. */
  readonly status: number | undefined;
  /** The code of the error; `undefined`: it succeeded. */
  readonly code: string | undefined;
  /** LuxCore's id of the request, where the answer carried one. */
  readonly requestId: string | undefined;
  /** From the signature to the end of the answer, in milliseconds. */
  readonly durationMs: number;
}

/** Another attempt is to follow. */
export interface RetryEvent extends CallEvent {
  readonly type: 'retry';
  /** The attempt that is to follow. */
  readonly attempt: number;
  /** The code of the error that is the reason. */
  readonly code: string;
  /** How long is waited before it, in milliseconds. */
  readonly delayMs: number;
  /** Whether an attempt of this call may have been carried out: this one is the replay of it. */
  readonly ambiguous: boolean;
}

/** A request waits for a place within the rate limits. */
export interface WaitEvent extends CallEvent {
  readonly type: 'wait';
  /** Whose windows are full; see `LIMITS`. */
  readonly limit: LimitClass;
}

/** Other credentials are in use from now on, since LuxCore refused those before them. */
export interface RotationEvent {
  readonly type: 'rotation';
  /** The place in the list that `auth` was made with, from 0. */
  readonly from: number;
  /** The place of those in use now. */
  readonly to: number;
}

/** The clock of this machine is off: signatures carry LuxCore's time from now on. */
export interface ClockEvent {
  readonly type: 'clock';
  /** What is added to the time of this machine, in milliseconds. */
  readonly offsetMs: number;
}

/**
 * A deposit without a reference has got one, and is not sent before the listener has returned: where
 * it returns a promise, before that resolves; where it throws, not at all.
 */
export interface ReferenceEvent extends CallEvent {
  readonly type: 'reference';
  /** What to keep, to look the payment up by. */
  readonly merchantReference: string;
}

/** Listens to a client. What it throws is told once on the console, but for a `reference`. */
export type EventListener = (event: ClientEvent) => unknown;

/** Tells an event. */
export type Emit = (event: ClientEvent) => void;

/** Makes the teller of events: a listener that throws or rejects changes nothing for the call. */
export function emitterOf(listener: EventListener | undefined): Emit | undefined {
  if (listener === undefined) return undefined;
  let isTold = false;
  const report = (error: unknown): void => {
    if (isTold) return;
    isTold = true;
    const { console } = globalThis as { console?: { warn(...texts: unknown[]): void } };
    console?.warn('@luxcore/client: onEvent has thrown, which is told once:', redact(error));
  };
  return (event) => {
    try {
      const result = listener(event);
      if (result instanceof Promise) result.catch(report);
    } catch (error) {
      report(error);
    }
  };
}
