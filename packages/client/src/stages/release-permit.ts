import type { Permit, PermitEnd } from '../limiter/limiter.ts';
import { LONGEST_RETRY_AFTER_MS } from './backoff.ts';

/**
 * Gives a permit back, with no longer a pause than is waited for. A limiter that fails to take it does
 * not change what became of the request: its places are its own concern.
 */
export function releasePermit(permit: Permit, { notSent, retryAfterMs }: PermitEnd): void {
  const pauseMs =
    retryAfterMs === undefined ? undefined : Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
  try {
    const result = permit.release({ notSent, retryAfterMs: pauseMs });
    if (result instanceof Promise) result.catch(() => undefined);
  } catch {
    // As above.
  }
}
