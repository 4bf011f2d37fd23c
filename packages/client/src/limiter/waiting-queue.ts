import type { Permit } from './limiter.ts';

/** A request that waits for a place. */
export interface Waiter {
  /** Since when, by the time of the limiter. */
  readonly since: number;
  readonly serve: (permit: Permit) => void;
  before?: Waiter | undefined;
  after?: Waiter | undefined;
}

/** First come, first served. A list of links, so that whoever leaves in the middle is gone at once. */
export class WaitingQueue {
  #first: Waiter | undefined;
  #last: Waiter | undefined;
  #size = 0;

  get first(): Waiter | undefined {
    return this.#first;
  }

  get size(): number {
    return this.#size;
  }

  push(waiter: Waiter): void {
    waiter.before = this.#last;
    if (this.#last === undefined) this.#first = waiter;
    else this.#last.after = waiter;
    this.#last = waiter;
    this.#size++;
  }

  /** Takes out one that is in it. */
  remove({ before, after }: Waiter): void {
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    this.#size--;
  }
}
