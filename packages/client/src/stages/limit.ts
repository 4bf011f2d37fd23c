import { isLuxCoreError } from '@luxcore/errors';
import type { LimitClass } from '@luxcore/contract';
import { hookFailed } from '../hook.ts';
import type { Limiter, Permit } from '../limiter/limiter.ts';
import { runPhase, type Bounds } from './phase.ts';
import type { CallCredentials } from './rotation.ts';

const NOT_SENT = (): 'not_sent' => 'not_sent';

/**
 * Waits for a place within the limits of the credentials. `undefined`: there is no limiter, or it
 * has let it pass at once without one.
 */
export async function limit(
  limiter: Limiter,
  credentials: CallCredentials,
  limitClass: LimitClass,
  bounds: Bounds,
  onWait: () => void,
): Promise<Permit> {
  for (;;) {
    const key = credentials.limitKey;
    const permit = await runPhase(bounds, undefined, NOT_SENT, (phase) => {
      try {
        const granted = limiter.acquire({
          key,
          limit: limitClass,
          get signal() {
            return phase.signal;
          },
        });
        if (!(granted instanceof Promise)) return granted;
        onWait();
        return granted.catch((error: unknown) => Promise.reject(faultOf(error, bounds)));
      } catch (error) {
        throw faultOf(error, bounds);
      }
    });
    // While it waited, other credentials may have come into use, with a limit of their own.
    if (credentials.limitKey === key) return permit;
    permit.release({ notSent: true });
  }
}

function faultOf(error: unknown, { merchantReference }: Bounds): Error {
  return isLuxCoreError(error)
    ? error
    : hookFailed('limiter', 'not_sent', error, merchantReference);
}
