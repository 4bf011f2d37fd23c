import type { Clock } from '@luxcore/signing';
import { monotonic } from '../monotonic.ts';

/**
 * For how long the same bytes still mean the same payment. It starts with the first attempt that is
 * sent: later, a reference may have been used again. Of two clocks the one that shows more time
 * counts: one stands still while a machine sleeps, the other is set.
 */
export class ReplayWindow {
  readonly #lengthMs: number;
  readonly #now: Clock;
  #start: number | undefined;
  #wallStart = 0;

  constructor(lengthMs: number, now: Clock) {
    this.#lengthMs = lengthMs;
    this.#now = now;
  }

  /** Starts it, unless it was. */
  start(): void {
    if (this.#start !== undefined) return;
    this.#start = monotonic();
    this.#wallStart = this.#now();
  }

  /** Whether it is still open that long from now. */
  isOpen(delayMs: number): boolean {
    if (this.#start === undefined) return true;
    const passed = Math.max(monotonic() - this.#start, this.#now() - this.#wallStart);
    return passed + delayMs <= this.#lengthMs;
  }
}
