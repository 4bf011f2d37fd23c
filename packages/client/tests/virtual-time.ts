import type { LimiterTime } from '../src/index.ts';

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
  cancelled: boolean;
}

/** A time that passes only when it is told to: what is due is done in order, at its very instant. */
export class VirtualTime implements LimiterTime {
  /** What `now` gives; may be set, as a hostile clock is. */
  ms: number;
  #planned = 0;
  readonly #heap: Event[] = [];

  constructor(ms = 0) {
    this.ms = ms;
  }

  /** How many callbacks are planned. */
  get pending(): number {
    return this.#heap.filter(({ cancelled }) => !cancelled).length;
  }

  now(): number {
    return this.ms;
  }

  after(ms: number, run: () => void): () => void {
    const event = { at: this.ms + ms, order: this.#planned++, run, cancelled: false };
    push(this.#heap, event);
    return () => {
      event.cancelled = true;
    };
  }

  /** Passes so many milliseconds; what waits for promises goes on in between. */
  async pass(ms: number): Promise<void> {
    const end = this.ms + ms;
    await settled();
    while ((this.#heap[0]?.at ?? Infinity) <= end) if (this.next()) await settled();
    this.ms = end;
  }

  /** Does what is due first, at its time; false: it was cancelled, or there is nothing. */
  next(): boolean {
    const event = pop(this.#heap);
    if (event === undefined || event.cancelled) return false;
    this.ms = Math.max(this.ms, event.at);
    event.run();
    return true;
  }
}

/** Lets everything run that waits for settled promises. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function isBefore(a: Event, b: Event): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Kept in order: there are few at a time. */
function push(events: Event[], event: Event): void {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = events[middle];
    if (other !== undefined && isBefore(other, event)) low = middle + 1;
    else high = middle;
  }
  events.splice(low, 0, event);
}

function pop(events: Event[]): Event | undefined {
  return events.shift();
}
