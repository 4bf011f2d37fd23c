import { Lane, type LaneRules } from './lane.ts';
import type { LimitState } from './limiter.ts';

/** The lanes of one class, by key. */
export class Lanes {
  readonly #rules: LaneRules;
  readonly #byKey = new Map<string, Lane>();
  #sweepAt = 0;

  constructor(rules: LaneRules) {
    this.#rules = rules;
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#byKey.size;
  }

  get(key: string): Lane {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    // Tokens change: what is idle goes before it is more than half of what is kept.
    if (this.#byKey.size >= this.#sweepAt) this.sweep();
    const lane = new Lane(this.#rules);
    this.#byKey.set(key, lane);
    return lane;
  }

  /** Forgets what is idle, and tells the state of the rest. */
  sweep(): LimitState[] {
    const now = this.#rules.time.now();
    const states = [...this.#byKey].map(([key, lane]) => lane.state(key, now));
    for (const state of states) if (isIdle(state)) this.#byKey.delete(state.key);
    this.#sweepAt = 2 * this.#byKey.size;
    return states.filter((state) => !isIdle(state));
  }
}

function isIdle({ inFlight, queued, pausedMs, windows }: LimitState): boolean {
  return inFlight + queued + pausedMs === 0 && windows.every(({ used }) => used === 0);
}
