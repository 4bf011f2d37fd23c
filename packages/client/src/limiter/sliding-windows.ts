import type { RateWindow } from '@luxcore/contract';
import type { WindowState } from './limiter.ts';

/** So few ended requests are not worth tidying up. */
const FEW = 64;

interface SlidingWindow extends RateWindow {
  /** Where the ends begin that still count in it. */
  head: number;
}

/**
 * The windows of one key and class. A request counts in each of them while it is in flight and until
 * more than the window has passed since its end: the server has counted it at some time between, and
 * whichever that was, its window has passed by then.
 */
export class SlidingWindows {
  readonly #windows: readonly SlidingWindow[];
  /** When requests have ended, in order; one list for all windows. */
  #ends: number[] = [];
  #tidyAt = FEW;
  #inFlight = 0;

  constructor(windows: readonly RateWindow[]) {
    this.#windows = windows.map(({ max, windowMs }) => ({ max, windowMs, head: 0 }));
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /**
   * Whole milliseconds until there is a place; 0: there is one. `Infinity`: all are in flight, and
   * nobody knows for how long.
   */
  waitMs(now: number): number {
    let wait = 0;
    for (const window of this.#windows) {
      if (this.#used(window, now) < window.max) continue;
      const end = this.#ends[window.head] ?? Infinity;
      wait = Math.max(wait, 1, Math.floor(end + window.windowMs - now) + 1);
    }
    return wait;
  }

  enter(): void {
    this.#inFlight++;
  }

  /** The request has ended, and the server may have counted it at any time until now. */
  leave(now: number): void {
    this.#inFlight--;
    if (this.#windows.length === 0) return;
    if (this.#ends.length >= this.#tidyAt) this.#tidy(now);
    this.#ends.push(now);
  }

  /** The request was never sent. */
  withdraw(): void {
    this.#inFlight--;
  }

  state(now: number): WindowState[] {
    return this.#windows.map((window) => ({
      max: window.max,
      windowMs: window.windowMs,
      used: this.#used(window, now),
    }));
  }

  #used(window: SlidingWindow, now: number): number {
    const ends = this.#ends;
    while (now - (ends[window.head] ?? now) > window.windowMs) window.head++;
    return this.#inFlight + ends.length - window.head;
  }

  /** Forgets what counts nowhere: as rarely as the list is long, so that it costs an end next to nothing. */
  #tidy(now: number): void {
    for (const window of this.#windows) this.#used(window, now);
    const gone = Math.min(...this.#windows.map(({ head }) => head));
    this.#ends = this.#ends.slice(gone);
    for (const window of this.#windows) window.head -= gone;
    this.#tidyAt = Math.max(FEW, 2 * this.#ends.length);
  }
}
