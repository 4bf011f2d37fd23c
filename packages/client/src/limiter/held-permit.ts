import type { Permit, PermitEnd } from './limiter.ts';

/** Where a permit is given back to. */
interface Releasing {
  release(end: PermitEnd | undefined): void;
}

/** A class rather than an object with a closure: one is made for every request. */
export class HeldPermit implements Permit {
  readonly waitedMs: number;
  #from: Releasing | undefined;

  constructor(from: Releasing, waitedMs: number) {
    this.#from = from;
    this.waitedMs = waitedMs;
  }

  release(end?: PermitEnd): void {
    const from = this.#from;
    this.#from = undefined;
    from?.release(end);
  }
}
