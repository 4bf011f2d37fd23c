import type { LimitClass } from '@luxcore/contract';

/** What asks for a place: whose limit it counts against, and of which class of operations. */
export interface LimitRequest {
  /** Names the credentials, and shows no secret. */
  readonly key: string;
  /** Which windows of `LIMITS` it counts in. */
  readonly limit: LimitClass;
  /** Aborts when the caller ends the call or its time is up: the request leaves the queue. */
  readonly signal?: AbortSignal | undefined;
}

/** A place within the limits, held while the request is under way. */
export interface Permit {
  /** How long was waited for it, in milliseconds. */
  readonly waitedMs: number;
  /**
   * Ends the request: its place is free again one window from now, or at once if it was never sent.
   * Called more than once, it counts once. What it returns is not waited for.
   */
  release(end?: PermitEnd): unknown;
}

/** How the request of a permit has ended. */
export interface PermitEnd {
  /** No byte has left: the server has not counted it. */
  readonly notSent?: boolean | undefined;
  /** LuxCore answered 429: nobody of this key and class is let through for so many milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** Lets requests through as the limits allow, in the order in which they came. */
export interface Limiter {
  /** Resolves to a permit at once, or when there is a place. */
  acquire(request: LimitRequest): Permit | Promise<Permit>;
  /** What is used, in flight and waiting, by key and class. */
  state?(): readonly LimitState[];
}

/** The state of one key and class of operations. */
export interface LimitState {
  /** Names the credentials, and shows no secret. */
  readonly key: string;
  /** Which windows of `LIMITS` these are. */
  readonly limit: LimitClass;
  /** How many requests hold a permit. */
  readonly inFlight: number;
  /** How many requests wait. */
  readonly queued: number;
  /** Milliseconds for which a 429 has closed it; 0: it is open. */
  readonly pausedMs: number;
  /** Each window of the class. */
  readonly windows: readonly WindowState[];
}

/** How full one window is. */
export interface WindowState {
  /** How many requests it holds. */
  readonly max: number;
  /** Its length, in milliseconds. */
  readonly windowMs: number;
  /** What counts in it now, what is in flight included. */
  readonly used: number;
}
