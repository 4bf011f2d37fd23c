import { ConfigurationError, describeValue } from '@luxcore/errors';
import type { Clock } from '@luxcore/signing';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';

/** Beyond the year 9999 a time is no longer written with four digits, and soon not at all. */
const LATEST_MS = Date.UTC(9999, 0);
const KEY = 'offset';

/**
 * The emulator's time: that of a clock of the caller's, and how far it was moved forward. It fails with
 * words where the clock tells no time: an emulator that cannot tell it can judge neither a signature nor
 * what has expired.
 */
export class VirtualClock {
  readonly #base: Clock;
  readonly #table: Table<{ readonly ms: number }>;

  constructor(base: Clock, state: State) {
    this.#base = base;
    this.#table = state.table('clock');
  }

  /** Milliseconds since 1970. */
  now(): number {
    const time = this.#read();
    const moved = typeof time === 'number' ? time + this.#offset() : time;
    if (typeof moved === 'number' && moved >= 0 && moved <= LATEST_MS) return moved;
    throw unusable(describeValue(moved));
  }

  /** Moves the time forward to `time`, unless it is there by now. */
  moveTo(time: number): void {
    const missing = time - this.now();
    if (missing <= 0) return;
    if (time > LATEST_MS) throw unusable(`${String(missing)} ms more than it can tell`);
    this.#table.set(KEY, { ms: this.#offset() + missing });
  }

  #offset(): number {
    return this.#table.get(KEY)?.ms ?? 0;
  }

  #read(): unknown {
    try {
      return this.#base();
    } catch (cause) {
      throw unusable('one that throws', cause);
    }
  }
}

function unusable(received: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    `now: expected a function that returns milliseconds since 1970, received ${received}`,
    { code: 'INVALID_OPTION', ...(cause === undefined ? {} : { cause }) },
  );
}
