import { AbortedError, TimeoutError, type LuxCoreError, type Outcome } from '@luxcore/errors';
import { monotonic } from '../monotonic.ts';

/** What bounds a call: the caller's signal, and the time of all that it does. */
export interface Bounds {
  readonly label: string;
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
  /** What is known of the request, if the phase is ended now. */
  outcome: Outcome = 'not_sent';
  #listeners: Set<() => void> | undefined;
  #controller: AbortController | undefined;
  #isEnded = false;

  get isEnded(): boolean {
    return this.#isEnded;
  }

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
    // Another function each time: the same listener may be there twice.
    const entry = (): void => {
      listener();
    };
    this.#listeners ??= new Set();
    this.#listeners.add(entry);
    return () => {
      this.#listeners?.delete(entry);
    };
  }

  end(): void {
    this.#isEnded = true;
    this.#controller?.abort();
    for (const listener of this.#listeners ?? []) {
      try {
        listener();
      } catch {
        // A transport's own: the call is ended whatever it does.
      }
    }
    this.#listeners = undefined;
  }
}

/**
 * Does a part of a call. It settles as the work does, or rejects as soon as time is up or the caller
 * ends the call, even where the work ignores that; with the outcome that the phase has by then.
 *
 * @param timeoutMs - The time of this part alone; `undefined`: what the call has left.
 */
export function runPhase<Result>(
  bounds: Bounds,
  timeoutMs: number | undefined,
  work: (phase: Phase) => Promise<Result>,
): Promise<Result> {
  const { caller } = bounds;
  const left = remainingMs(bounds);
  const isTotal = timeoutMs === undefined || left < timeoutMs;
  const phase = new Phase();
  const fault = (): LuxCoreError => faultOf(bounds, isTotal ? undefined : timeoutMs, phase.outcome);
  return new Promise((resolve, reject) => {
    if (caller?.aborted === true || left <= 0) {
      reject(fault());
      return;
    }
    const expire = (): void => {
      close();
      reject(fault());
      phase.end();
    };
    const close = (): void => {
      clearTimeout(timer);
      caller?.removeEventListener('abort', expire);
    };
    const timer = setTimeout(expire, isTotal ? left : timeoutMs);
    caller?.addEventListener('abort', expire);
    const result = work(phase);
    result.then(close, close);
    result.then(resolve, reject);
  });
}

function faultOf(
  { label, caller, totalTimeoutMs }: Bounds,
  timeoutMs: number | undefined,
  outcome: Outcome,
): LuxCoreError {
  if (caller?.aborted === true) {
    const cause: unknown = caller.reason;
    return new AbortedError(`${label}: the caller ended the call`, {
      code: 'ABORTED',
      outcome,
      cause,
    });
  }
  const bound =
    timeoutMs === undefined
      ? `${String(totalTimeoutMs)} ms (totalTimeoutMs)`
      : `${String(timeoutMs)} ms`;
  return new TimeoutError(`${label}: no answer within ${bound}`, {
    code: 'REQUEST_TIMEOUT',
    outcome,
    // There is no time left for another attempt.
    retry: timeoutMs === undefined ? 'never' : 'later',
  });
}
