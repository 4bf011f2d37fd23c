import { AbortedError, TimeoutError, type LuxCoreError, type Outcome } from '@luxcore/errors';
import type { OutgoingRequest } from './outgoing-request.ts';

/** The time of one attempt, and the caller's right to end it. */
export interface Deadline {
  /** Aborts when time is up or the caller ends the call. */
  readonly signal: AbortSignal;
  /**
   * Settles as the work does, or rejects as soon as time is up or the caller ends the call, even
   * where the work ignores the signal. `outcome` says what is known of the request at that time.
   */
  race<Result>(outcome: () => Outcome, work: () => Result | Promise<Result>): Promise<Result>;
  /** Frees the timer and the caller's signal. */
  end(): void;
}

/** Starts the time of an attempt. */
export function startDeadline(
  { label, merchantReference }: OutgoingRequest,
  caller: AbortSignal | undefined,
  timeoutMs: number,
): Deadline {
  // Not AbortSignal.any: its followers of a long-lived signal leak on engines in use.
  const controller = new AbortController();
  const { signal } = controller;
  const abort = (): void => {
    controller.abort();
  };
  if (caller?.aborted === true) abort();
  else caller?.addEventListener('abort', abort);
  const timer = setTimeout(abort, timeoutMs);

  const fault = (outcome: Outcome): LuxCoreError => {
    return caller?.aborted === true
      ? new AbortedError(`${label}: the caller ended the call`, {
          code: 'ABORTED',
          outcome,
          merchantReference,
          cause: caller.reason,
        })
      : new TimeoutError(`${label}: no answer within ${String(timeoutMs)} ms`, {
          code: 'REQUEST_TIMEOUT',
          outcome,
          merchantReference,
        });
  };

  return {
    signal,
    race(outcome, work) {
      return new Promise((resolve, reject) => {
        const expire = (): void => {
          reject(fault(outcome()));
        };
        if (signal.aborted) {
          expire();
          return;
        }
        signal.addEventListener('abort', expire);
        (async () => work())().then(resolve, reject);
      });
    },
    end() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', abort);
    },
  };
}
