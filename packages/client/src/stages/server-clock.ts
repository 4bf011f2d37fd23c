import type { Clock } from '@luxcore/signing';
import type { Emit } from '../events.ts';
import { headerOf, type AnswerHeaders } from './answer-headers.ts';

/** What an attempt knows of its time; milliseconds by the clock of this machine. */
export interface AttemptTime {
  /** What was added to that clock for the signature. */
  readonly offsetMs: number;
  readonly sentAt: number;
  readonly receivedAt: number;
}

/** LuxCore's time, as far as this client has learned it. */
export interface ServerClock {
  readonly offsetMs: number;
  /** The time for signatures. */
  readonly now: Clock;
  /**
   * Compares the time of an attempt that LuxCore refused with that of the answer, and learns from it.
   * Says whether a new signature carries another time.
   */
  learn(time: AttemptTime, headers: AnswerHeaders): boolean;
}

/** LuxCore allows 300 seconds; nearer than this it was not the clock. */
const LEAST_SKEW_MS = 240_000;
const MOST_SKEW_MS = 24 * 3_600_000;
/** `Date` has whole seconds: half of one is missing on average. */
const HALF_SECOND_MS = 500;

export function serverClock(raw: Clock, emit: Emit | undefined): ServerClock {
  let offsetMs = 0;
  return {
    get offsetMs() {
      return offsetMs;
    },
    now: () => raw() + offsetMs,
    learn(time, headers) {
      // The answer of a cache tells when it was made, not what time it is.
      if (headerOf(headers, 'age') !== undefined) return false;
      const date = Date.parse(headerOf(headers, 'date') ?? '');
      const needed = date + HALF_SECOND_MS - (time.sentAt + time.receivedAt) / 2;
      const skew = Math.abs(needed - time.offsetMs);
      if (!(skew > LEAST_SKEW_MS && Math.abs(needed) <= MOST_SKEW_MS)) return false;
      // Of many that fail together, the first has learned it for all.
      if (Math.abs(needed - offsetMs) > LEAST_SKEW_MS) {
        offsetMs = Math.round(needed);
        emit?.({ type: 'clock', offsetMs });
      }
      return true;
    },
  };
}
