import { AbortedError, TimeoutError, type LuxCoreError, type Outcome } from '@luxcore/errors';
import { monotonic } from '../monotonic.ts';

/** What bounds a call: the caller's signal, and the time of all that it does. */
export interface Bounds {
  readonly label: string;
  readonly merchantReference: string | undefined;
  readonly caller: AbortSignal | undefined;
  readonly totalTimeoutMs: number;
  /** By the monotonic clock. */
  readonly startedAt: number;
}

/** Milliseconds that a call has left. */
export function remainingMs({ totalTimeoutMs, startedAt }: Bounds): number {
  return totalTimeoutMs - (monotonic() - startedAt);
}

/**
 * A part of a call that can be ended early: a wait, or an attempt. A signal costs more than all that
 * a client does beside sending, so it is made for those alone who read it.
 */
export class Phase {
  #listeners: (() => void)[] = [];
  #controller: AbortController | undefined;
  #isEnded = false;

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#isEnded) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  onEnd(listener: () => void): () => void {
    if (this.#isEnded) {
      listener();
      return () => undefined;
    }
    this.#listeners.push(listener);
    return () => {
      this.#listeners = this.#listeners.filter((other) => other !== listener);
    };
  }

  end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#controller?.abort();
    const listeners = this.#listeners;
    this.#listeners = [];
    for (const listener of listeners) {
      try {
        listener();
      } catch {
        // A transport's own: the call is ended whatever it does.
      }
    }
  }
}

/**
 * Does a part of a call. It settles as the work does, or rejects as soon as time is up or the caller
 * ends the call, even where the work ignores that. `outcome` says what is known at that time.
 *
 * @param timeoutMs - The time of this part alone; `undefined`: what the call has left.
 */
export function runPhase<Result>(
  bounds: Bounds,
  timeoutMs: number | undefined,
  outcome: () => Outcome,
  work: (phase: Phase) => Result | Promise<Result>,
): Promise<Result> {
  const { caller } = bounds;
  return new Promise((resolve, reject) => {
    const left = remainingMs(bounds);
    const isTotal = timeoutMs === undefined || left < timeoutMs;
    if (caller?.aborted === true || left <= 0) {
      reject(faultOf(bounds, isTotal, timeoutMs, outcome()));
      return;
    }
    const phase = new Phase();
    const expire = (): void => {
      reject(faultOf(bounds, isTotal, timeoutMs, outcome()));
      close();
      phase.end();
    };
    const timer = setTimeout(expire, isTotal ? left : timeoutMs);
    caller?.addEventListener('abort', expire);
    const close = (): void => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', expire);
    };
    void settle();

    async function settle(): Promise<void> {
      try {
        resolve(await work(phase));
      } catch (error) {
        reject(error);
      } finally {
        close();
      }
    }
  });
}

function faultOf(
  { label, merchantReference, caller, totalTimeoutMs }: Bounds,
  isTotal: boolean,
  timeoutMs: number | undefined,
  outcome: Outcome,
): LuxCoreError {
  if (caller?.aborted === true) {
    const cause: unknown = caller.reason;
    return new AbortedError(`${label}: the caller ended the call`, {
      code: 'ABORTED',
      outcome,
      merchantReference,
      cause,
    });
  }
  const bound = isTotal
    ? `${String(totalTimeoutMs)} ms (totalTimeoutMs)`
    : `${String(timeoutMs)} ms`;
  return new TimeoutError(`${label}: no answer within ${bound}`, {
    code: 'REQUEST_TIMEOUT',
    outcome,
    merchantReference,
  });
}
