import type { Clock } from '@luxcore/signing';
import { monotonic } from '../monotonic.ts';

/** For how long the same bytes still mean the same payment. */
export interface ReplayWindow {
  /** Starts it, unless it was. */
  start(): void;
  /** Whether it is still open that long from now. */
  isOpen(delayMs: number): boolean;
}

/**
 * Starts with the first attempt that is sent: later, a reference may have been used again. Of two
 * clocks the one that shows more time counts: one stands still while a machine sleeps, the other is
 * set.
 */
export function replayWindow(lengthMs: number, now: Clock): ReplayWindow {
  let start: readonly [number, number] | undefined;
  return {
    start() {
      start ??= [monotonic(), now()];
    },
    isOpen(delayMs) {
      if (start === undefined) return true;
      const passed = Math.max(monotonic() - start[0], now() - start[1]);
      return passed + delayMs <= lengthMs;
    },
  };
}
