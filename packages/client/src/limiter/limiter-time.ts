import { monotonic } from '../monotonic.ts';

/** The time of a limiter: a clock of its own for tests, and for runtimes with better ones. */
export interface LimiterTime {
  /** Milliseconds since any instant. One that goes back counts as standing still. */
  now(): number;
  /** Calls back once, after so many milliseconds (at most 2,147,483,647), unless cancelled before. */
  after(ms: number, callback: () => void): () => void;
}

/** A longer timer fires at once: engines hold it in 32 bits. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** Looked up at each call: fake timers and polyfills may come after the import. */
export const RUNTIME_TIME: LimiterTime = {
  // The time of day may be set forward, which a window would take for time that has passed.
  now: monotonic,
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** A time that never goes back, and whose timers may be as long as they like by firing early. */
export function steady(time: LimiterTime): LimiterTime {
  let latest = time.now();
  return {
    now() {
      const reading = time.now();
      if (reading > latest && reading < Infinity) latest = reading;
      return latest;
    },
    after: (ms, callback) => time.after(Math.min(ms, LONGEST_TIMER_MS), callback),
  };
}
