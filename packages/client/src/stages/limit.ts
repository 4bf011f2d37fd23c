import { OPERATIONS } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import type { Emit } from '../events.ts';
import { hookFailed } from '../hook.ts';
import type { Limiter, Permit } from '../limiter/limiter.ts';
import type { CallUnderWay } from './attempt.ts';
import { runPhase } from './phase.ts';

/** Waits for a place within the limits of the credentials. */
export async function limit(
  limiter: Limiter,
  { id, request, bounds, credentials }: CallUnderWay<unknown>,
  emit: Emit | undefined,
): Promise<Permit> {
  const { operation } = request;
  const { limit: limitClass } = OPERATIONS[operation];
  for (;;) {
    const key = credentials.limitKey;
    const permit = await runPhase(bounds, undefined, async (phase) => {
      try {
        const granted = limiter.acquire({
          key,
          limit: limitClass,
          get signal() {
            return phase.signal;
          },
        });
        if (!(granted instanceof Promise)) return granted;
        emit?.({ type: 'wait', call: id, operation, limit: limitClass });
        return await granted;
      } catch (error) {
        if (isLuxCoreError(error)) throw error;
        throw hookFailed('limiter', 'not_sent', error, bounds.merchantReference);
      }
    });
    // While it waited, other credentials may have come into use, with a limit of their own.
    if (credentials.limitKey === key) return permit;
    permit.release({ notSent: true });
  }
}
