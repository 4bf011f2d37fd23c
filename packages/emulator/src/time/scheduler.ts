import { ApiError } from '../http/api-error.ts';
import type { State } from '../state/state.ts';
import type { Table } from '../state/table.ts';
import { JobQueue } from './job-queue.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What is to be done at a time. */
export interface Job {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: string;
  /** What it is about, such as the id of a payment. */
  readonly subject: string;
  /** What else whoever does it must know. */
  readonly detail?: string | undefined;
}

/** A job whose turn it is. */
interface Due {
  readonly key: string;
  readonly job: Job;
}

/** Does a job; a promise that it returns is waited for by who moves the time. */
export type DoJob = (job: Job) => unknown;

/** A timer may be late by so much, never early: a clock that stands still is asked again after it. */
const MIN_WAIT_MS = 20;
/** Longer than this a timer of JavaScript cannot wait. */
const MAX_WAIT_MS = 2 ** 31 - 1;

/**
 * Does jobs when their time has come, in the order of their times: when somebody asks the emulator, when
 * the time is moved, and by a timer that keeps no process alive.
 */
export class Scheduler {
  readonly #jobs: Table<Job>;
  readonly #state: State;
  readonly #clock: VirtualClock;
  readonly #kinds = new Map<string, DoJob>();
  readonly #running = new Set<Promise<unknown>>();
  readonly #queue = new JobQueue();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #nextAt = Infinity;
  #hasFired = false;
  #isClosed = false;

  constructor(state: State, clock: VirtualClock) {
    this.#state = state;
    this.#clock = clock;
    this.#jobs = state.table('jobs');
    this.reset();
  }

  /** Says who does the jobs of a kind. */
  on(kind: string, work: DoJob): void {
    this.#kinds.set(kind, work);
  }

  /** Gives a job up. */
  cancel(key: string): void {
    this.#jobs.delete(key);
  }

  /** Keeps a job for later, in the place of the one with the same key. */
  plan(key: string, job: Job): void {
    this.#jobs.set(key, job);
    this.#queue.push(key, job.at);
    this.#arm(job.at);
  }

  /** Starts what is due, and waits for none of it. */
  runDue(): void {
    if (this.#isClosed) return;
    // Also where there is nothing: a clock that tells no time is told by every request.
    this.#clock.now();
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (next.job.at > this.#clock.now()) break;
      this.#start(next);
    }
    this.#rearm();
  }

  /** Moves the time by so many milliseconds, and does at its time all that comes due on the way. */
  async advance(ms: number): Promise<void> {
    const end = this.#clock.now() + ms;
    for (let next = this.#next(); next !== undefined && !this.#isClosed; next = this.#next()) {
      // A clock that runs may have passed the end meanwhile: what is planned for now is due too.
      if (next.job.at > Math.max(end, this.#clock.now())) break;
      this.#moveTo(next.job.at);
      this.#start(next);
      await this.idle();
    }
    if (this.#isClosed) return;
    this.#moveTo(end);
    await this.idle();
    this.reset();
  }

  /** Waits until nothing that was started is under way. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Looks at the jobs anew, after the tables were replaced. */
  reset(): void {
    this.#queue.clear();
    for (const [key, { at }] of this.#jobs.entries()) this.#queue.push(key, at);
    this.#nextAt = Infinity;
    clearTimeout(this.#timer);
    this.#rearm();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  #moveTo(time: number): void {
    this.#state.transaction(() => {
      this.#clock.moveTo(time);
    });
  }

  #start({ key, job }: Due): void {
    this.#queue.pop();
    const done = this.#attempt(key, job);
    if (!(done instanceof Promise)) return;
    // What fails here, such as a disk without room, must not end the process: its job comes again.
    const running: Promise<unknown> = done
      .catch(() => undefined)
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  #attempt(key: string, job: Job): unknown {
    try {
      return this.#state.transaction(() => {
        this.#jobs.delete(key);
        return this.#kinds.get(job.kind)?.(job);
      });
    } catch (error) {
      if (!(error instanceof ApiError)) {
        // Undone, the job is there again: it waits for a disk that has room, for instance.
        this.#queue.push(key, job.at);
        throw error;
      }
      // What cannot be done, such as a deposit that no balance can hold, is not tried for ever.
      this.#state.transaction(() => {
        this.#jobs.delete(key);
      });
      return undefined;
    }
  }

  /** The job that is due first; what was planned anew, done or undone meanwhile is passed over. */
  #next(): Due | undefined {
    for (let queued = this.#queue.peek(); queued !== undefined; queued = this.#queue.peek()) {
      const job = this.#jobs.get(queued.key);
      if (job?.at === queued.at) return { key: queued.key, job };
      this.#queue.pop();
    }
    return undefined;
  }

  #rearm(): void {
    const at = this.#next()?.job.at ?? Infinity;
    // For each request it is most often the same.
    if (at === this.#nextAt && !this.#hasFired) return;
    this.#nextAt = Infinity;
    clearTimeout(this.#timer);
    this.#arm(at);
  }

  #arm(at: number): void {
    if (at >= this.#nextAt || this.#isClosed) return;
    this.#nextAt = at;
    this.#hasFired = false;
    clearTimeout(this.#timer);
    const wait = Math.min(MAX_WAIT_MS, Math.max(MIN_WAIT_MS, at - this.#clock.now()));
    const timer: unknown = setTimeout(() => {
      this.#hasFired = true;
      try {
        this.runDue();
      } catch {
        // A clock that tells no time: the next request is answered with that.
      }
    }, wait);
    this.#timer = timer as ReturnType<typeof setTimeout>;
    // Node and Bun: an emulator that waits for a job keeps no program from its end.
    (timer as { unref?: () => void }).unref?.();
  }
}
