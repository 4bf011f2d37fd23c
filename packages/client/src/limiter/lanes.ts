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
    // Tokens change: what is idle goes before it makes up more than half of what is kept.
    if (this.#byKey.size >= this.#sweepAt) this.#sweep(this.#rules.time.now());
    const lane = new Lane(this.#rules);
    this.#byKey.set(key, lane);
    return lane;
  }

  state(): LimitState[] {
    const now = this.#rules.time.now();
    this.#sweep(now);
    return [...this.#byKey].map(([key, lane]) => lane.state(key, now));
  }

  #sweep(now: number): void {
    for (const [key, lane] of this.#byKey) if (lane.isIdle(now)) this.#byKey.delete(key);
    this.#sweepAt = 2 * this.#byKey.size;
  }
}
