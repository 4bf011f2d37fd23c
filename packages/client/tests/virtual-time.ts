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

function push(heap: Event[], event: Event): void {
  let i = heap.push(event) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (!isBefore(event, heap[parent]!)) break;
    heap[i] = heap[parent]!;
    i = parent;
  }
  heap[i] = event;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
    if (!isBefore(heap[child]!, last)) break;
    heap[i] = heap[child]!;
    i = child;
  }
  heap[i] = last;
  return first;
}
