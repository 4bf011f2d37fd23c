import type { LuxCoreError } from '@luxcore/errors';
import type { Settings } from '../settings.ts';
import type { CallUnderWay } from './attempt.ts';
import { runPhase, type Phase } from './phase.ts';

/** Tells of a retry, and waits for it. */
export function pause(
  { id, request, progress, bounds }: CallUnderWay<unknown>,
  { emit }: Settings,
  { code }: LuxCoreError,
  delayMs: number,
): Promise<void> | undefined {
  emit?.({
    type: 'retry',
    call: id,
    operation: request.operation,
    attempt: progress.attempts + 1,
    code,
    delayMs,
    ambiguous: progress.isAmbiguous,
  });
  if (delayMs === 0) return undefined;
  return runPhase(bounds, undefined, (phase) => sleep(delayMs, phase));
}

function sleep(ms: number, phase: Phase): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    phase.onEnd(() => {
      clearTimeout(timer);
    });
  });
}
