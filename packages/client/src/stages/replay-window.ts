import type { Clock } from '@luxcore/signing';
import { monotonic } from '../monotonic.ts';

/**
 * For how long the same bytes still mean the same payment. It starts with the first attempt that is
 * sent, here or by an earlier call: later, a reference may have been used again. Of two clocks the
 * one that shows more time counts: one stands still while a machine sleeps, the other is set. Of the
 * time before this call the wall clock alone tells.
 */
export class ReplayWindow {
  readonly #lengthMs: number;
  readonly #now: Clock;
  #start: number | undefined;
  #firstSentAt: number | undefined;

  /** @param firstSentAt - Where an earlier call has started it; milliseconds since 1970. */
  constructor(lengthMs: number, now: Clock, firstSentAt: number | undefined) {
    this.#lengthMs = lengthMs;
    this.#now = now;
    this.#firstSentAt = firstSentAt;
  }

  /** When the first attempt was sent, by the wall clock; `undefined` where that tells no time. */
  get firstSentAt(): number | undefined {
    return Number.isFinite(this.#firstSentAt) ? this.#firstSentAt : undefined;
  }

  /** Starts it, unless it was. */
  start(): void {
    if (this.#start !== undefined) return;
    const now = this.#now();
    // Rounded down: a window that ends sooner is safe.
    this.#firstSentAt ??= Math.floor(now);
    const passed = now - this.#firstSentAt;
    // Sent at a time that is yet to come: the clock was set back, and nobody knows by how much.
    this.#start = passed < 0 ? -Infinity : monotonic() - passed;
  }

  /** Whether it is still open that long from now. A clock that fails tells nothing, and closes it. */
  isOpen(delayMs: number): boolean {
    if (this.#firstSentAt === undefined) return true;
    try {
      this.start();
      const byWall = this.#now() - this.#firstSentAt;
      return Math.max(monotonic() - (this.#start ?? -Infinity), byWall) + delayMs <= this.#lengthMs;
    } catch {
      return false;
    }
  }
}
