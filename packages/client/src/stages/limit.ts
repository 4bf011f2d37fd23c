import { OPERATIONS } from '@luxcore/contract';
import { isLuxCoreError } from '@luxcore/errors';
import type { Emit } from '../events.ts';
import { hookFailed } from '../hook.ts';
import type { Limiter, LimitRequest, Permit } from '../limiter/limiter.ts';
import type { CallUnderWay } from './attempt.ts';
import { runPhase, type Bounds, type Phase } from './phase.ts';

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
    const held: { permit?: Permit; isOver?: true } = {};
    try {
      await runPhase(bounds, undefined, async (phase) => {
        const permit = await acquired(limiter, { key, limit: limitClass }, phase, bounds, () => {
          emit?.({ type: 'wait', call: id, operation, limit: limitClass });
        });
        if (held.isOver) permit.release({ notSent: true });
        else held.permit = permit;
      });
    } catch (error) {
      // A permit that came at the very end, or is yet to come, is nobody's.
      held.isOver = true;
      held.permit?.release({ notSent: true });
      throw error;
    }
    const { permit } = held;
    if (permit === undefined) continue;
    // While it waited, other credentials may have come into use, with a limit of their own.
    if (credentials.limitKey === key) return permit;
    permit.release({ notSent: true });
  }
}

async function acquired(
  limiter: Limiter,
  request: Omit<LimitRequest, 'signal'>,
  phase: Phase,
  { merchantReference }: Bounds,
  onWait: () => void,
): Promise<Permit> {
  try {
    const granted = limiter.acquire({
      ...request,
      get signal() {
        return phase.signal;
      },
    });
    if (!(granted instanceof Promise)) return granted;
    onWait();
    return await granted;
  } catch (error) {
    if (isLuxCoreError(error)) throw error;
    throw hookFailed('limiter', 'not_sent', error, merchantReference);
  }
}
