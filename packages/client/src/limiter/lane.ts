import type { LimitClass, RateWindow } from '@luxcore/contract';
import { AbortedError, RateLimitError } from '@luxcore/errors';
import { HeldPermit } from './held-permit.ts';
import type { LimitState, Permit, PermitEnd } from './limiter.ts';
import type { LimiterTime } from './limiter-time.ts';
import { SlidingWindows } from './sliding-windows.ts';

/** A request that waits for a place. */
interface Waiter {
  /** Since when, by the time of the limiter. */
  readonly since: number;
  readonly serve: (permit: Permit) => void;
}

/** What all lanes of a class have in common. */
export interface LaneRules {
  readonly limit: LimitClass;
  readonly windows: readonly RateWindow[];
  readonly maxQueued: number;
  readonly time: LimiterTime;
}

/** The requests of one key and class: those under way, those that still count, those that wait. */
export class Lane {
  readonly #rules: LaneRules;
  readonly #windows: SlidingWindows;
  /** In the order in which they came; whoever leaves in the middle is gone at once. */
  readonly #queue = new Set<Waiter>();
  #pausedUntil = -Infinity;
  /** When the timer fires, and what stops it; there is one only while somebody waits. */
  #wakesAt = Infinity;
  #stopTimer: (() => void) | undefined;

  constructor(rules: LaneRules) {
    this.#rules = rules;
    this.#windows = new SlidingWindows(rules.windows);
  }

  acquire(signal: AbortSignal | undefined): Permit | Promise<Permit> {
    if (signal?.aborted === true) throw this.#aborted();
    const now = this.#rules.time.now();
    if (this.#queue.size > 0) this.#serve(now);
    else if (this.#waitMs(now) === 0) return this.#admit(0);
    if (this.#queue.size >= this.#rules.maxQueued) throw this.#queueFull(now);
    return this.#wait(signal, now);
  }

  release({ notSent, retryAfterMs = 0 }: PermitEnd = {}): void {
    const now = this.#rules.time.now();
    if (notSent === true) this.#windows.withdraw();
    else this.#windows.leave(now);
    if (retryAfterMs > 0) this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    this.#serve(now);
  }

  state(key: string, now: number): LimitState {
    return {
      key,
      limit: this.#rules.limit,
      inFlight: this.#windows.inFlight,
      queued: this.#queue.size,
      pausedMs: Math.max(0, this.#pausedUntil - now),
      windows: this.#windows.state(now),
    };
  }

  /** Whole milliseconds until the next may go; 0: it may. */
  #waitMs(now: number): number {
    const wait = this.#windows.waitMs(now);
    return now < this.#pausedUntil ? Math.max(wait, Math.ceil(this.#pausedUntil - now)) : wait;
  }

  #admit(waitedMs: number): Permit {
    this.#windows.enter();
    return new HeldPermit(this, waitedMs);
  }

  #wait(signal: AbortSignal | undefined, now: number): Promise<Permit> {
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#queue.delete(waiter);
        reject(this.#aborted());
        this.#setTimer(this.#rules.time.now());
      };
      const waiter: Waiter = {
        since: now,
        serve(permit) {
          signal?.removeEventListener('abort', onAbort);
          resolve(permit);
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      this.#queue.add(waiter);
      this.#serve(now);
    });
  }

  #serve(now: number): void {
    for (const waiter of this.#queue) {
      if (this.#waitMs(now) !== 0) break;
      this.#queue.delete(waiter);
      waiter.serve(this.#admit(now - waiter.since));
    }
    this.#setTimer(now);
  }

  /** Whoever waits is woken when there may be a place; while all are in flight, by the next release. */
  #setTimer(now: number): void {
    const wait = this.#queue.size > 0 ? this.#waitMs(now) : Infinity;
    const wakesAt = now + wait;
    // One that is too early sets the next. Less than a millisecond is but the rounding of the wait.
    if (this.#wakesAt < wakesAt + 1 && wait < Infinity) return;
    this.#stopTimer?.();
    this.#wakesAt = wakesAt;
    this.#stopTimer = wait < Infinity ? this.#rules.time.after(wait, this.#wake) : undefined;
  }

  readonly #wake = (): void => {
    this.#wakesAt = Infinity;
    this.#stopTimer = undefined;
    this.#serve(this.#rules.time.now());
  };

  #aborted(): AbortedError {
    return new AbortedError(`limiter: ended before there was a place for ${this.#rules.limit}`, {
      code: 'ABORTED',
      outcome: 'not_sent',
    });
  }

  #queueFull(now: number): RateLimitError {
    const { limit, maxQueued, windows } = this.#rules;
    const wait = this.#waitMs(now);
    // Nothing is known of what is in flight: at the earliest, it ends now.
    const retryAfterMs =
      wait < Infinity ? wait : Math.min(...windows.map(({ windowMs }) => windowMs)) + 1;
    return new RateLimitError(
      `limiter: expected at most ${String(maxQueued)} waiting requests for ${limit}, received one more`,
      { code: 'LIMITER_QUEUE_FULL', outcome: 'not_sent', retryAfterMs },
    );
  }
}
