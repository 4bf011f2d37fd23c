/** What one key did in one minute. */
export interface UsageMinute {
  /** The key without its secret part, or the merchant of a signature. */
  readonly meter: string;
  /** ISO 8601 time of the minute's beginning. */
  readonly minute: string;
  /** How many were made. */
  readonly requests: number;
  /** How many of them were answered with 4xx or 5xx. */
  readonly errors: number;
  /** Milliseconds of all of them together, by the machine's clock. */
  readonly totalMs: number;
  /** Milliseconds of the slowest of them. */
  readonly slowestMs: number;
}

const MINUTE_MS = 60_000;
/** A day of ten keys. */
const MAX_MINUTES = 14_400;

/** Counts requests by key and minute; the oldest minutes are forgotten. */
export class Usage {
  readonly #minutes = new Map<string, UsageMinute>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  record(meter: string, status: number, ms: number): void {
    const minute = new Date(Math.floor(this.#now() / MINUTE_MS) * MINUTE_MS).toISOString();
    const key = `${minute} ${meter}`;
    const known = this.#minutes.get(key);
    this.#minutes.set(key, {
      meter,
      minute,
      requests: (known?.requests ?? 0) + 1,
      errors: (known?.errors ?? 0) + Number(status >= 400),
      totalMs: (known?.totalMs ?? 0) + ms,
      slowestMs: Math.max(known?.slowestMs ?? 0, ms),
    });
    if (this.#minutes.size <= MAX_MINUTES) return;
    for (const oldest of this.#minutes.keys()) {
      this.#minutes.delete(oldest);
      break;
    }
  }

  /** The oldest minute first. */
  list(): UsageMinute[] {
    return [...this.#minutes.values()];
  }
}
