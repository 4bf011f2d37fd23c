import type { LuxCoreError } from '@luxcore/errors';
import type { Settings } from '../settings.ts';
import type { CallUnderWay } from './attempt.ts';
import { runPhase } from './phase.ts';
import type { CallCredentials } from './rotation.ts';

/**
 * Mends what a 401 is about, and says whether that helps: the clock, once a call, and then the
 * credentials.
 */
export function mend(
  call: CallUnderWay<unknown>,
  { clock }: Settings,
  { retry }: LuxCoreError,
): boolean | Promise<boolean> {
  const { last, bounds, credentials } = call;
  if (!call.isClockMended && last && clock?.learn(last.time, last.answer.headers)) {
    call.isClockMended = true;
    return true;
  }
  if (retry === 'resign') return false;
  return runPhase(bounds, call.timeoutMs, () => moved(credentials));
}

/** A supplier that fails when it is asked again leaves the refusal as it was. */
async function moved(credentials: CallCredentials): Promise<boolean> {
  try {
    return await credentials.move();
  } catch {
    return false;
  }
}
