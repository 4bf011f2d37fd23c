import { isLuxCoreError } from '@luxcore/errors';
import type { Emit } from '../events.ts';
import { hookFailed } from '../hook.ts';
import type { Limiter, LimitRequest, Permit } from '../limiter/limiter.ts';
import type { CallUnderWay } from './attempt.ts';
import { releasePermit } from './release-permit.ts';
import { runPhase, type Phase } from './phase.ts';

const NOT_SENT = { notSent: true };

/** Waits for a place within the limits of the credentials. */
export async function limit(
  limiter: Limiter,
  call: CallUnderWay<unknown>,
  emit: Emit | undefined,
): Promise<Permit> {
  const { credentials } = call;
  for (;;) {
    const key = credentials.limitKey;
    const permit = await waitFor(limiter, key, call, emit);
    // While it waited, other credentials may have come into use, with a limit of their own.
    if (credentials.limitKey === key) return permit;
    releasePermit(permit, NOT_SENT);
  }
}

/** A permit that comes when the call is over, or at the very end of it, is nobody's: it goes back. */
async function waitFor(
  limiter: Limiter,
  key: string,
  { id, request, bounds }: CallUnderWay<unknown>,
  emit: Emit | undefined,
): Promise<Permit> {
  const { operation, row } = request;
  const limitClass = row.limit;
  const held: { permit?: Permit; isOver?: true } = {};
  try {
    return await runPhase(bounds, undefined, async (phase) => {
      const permit = await acquired(limiter, { key, limit: limitClass }, phase, () => {
        emit?.({ type: 'wait', call: id, operation, limit: limitClass });
      });
      if (held.isOver) releasePermit(permit, NOT_SENT);
      else held.permit = permit;
      return permit;
    });
  } catch (error) {
    held.isOver = true;
    if (held.permit) releasePermit(held.permit, NOT_SENT);
    throw error;
  }
}

async function acquired(
  limiter: Limiter,
  request: Omit<LimitRequest, 'signal'>,
  phase: Phase,
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
    throw hookFailed('limiter', 'not_sent', error);
  }
}
