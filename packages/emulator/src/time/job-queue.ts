/** A job's key, and its place in the order. */
export interface Queued {
  readonly key: string;
  readonly at: number;
  /** Which of two with the same time came first. */
  readonly order: number;
}

/** Keys by time, the earliest first: a binary heap. */
export class JobQueue {
  readonly #heap: Queued[] = [];
  #order = 0;

  push(key: string, at: number): void {
    const added = { key, at, order: this.#order++ };
    let index = this.#heap.length;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = this.#heap[above];
      if (parent === undefined || !isBefore(added, parent)) break;
      this.#heap[index] = parent;
      index = above;
    }
    this.#heap[index] = added;
  }

  peek(): Queued | undefined {
    return this.#heap[0];
  }

  pop(): Queued | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return first;
    let index = 0;
    for (let below = this.#earlierChild(index); below !== undefined;) {
      if (!isBefore(below.child, last)) break;
      this.#heap[index] = below.child;
      index = below.index;
      below = this.#earlierChild(index);
    }
    this.#heap[index] = last;
    return first;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  #earlierChild(index: number): { readonly child: Queued; readonly index: number } | undefined {
    const at = 2 * index + 1;
    const [left, right] = [this.#heap[at], this.#heap[at + 1]];
    if (left === undefined) return undefined;
    if (right !== undefined && isBefore(right, left)) return { child: right, index: at + 1 };
    return { child: left, index: at };
  }
}

function isBefore(left: Queued, right: Queued): boolean {
  return left.at === right.at ? left.order < right.order : left.at < right.at;
}
