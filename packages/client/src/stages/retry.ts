import { isLuxCoreError, type LuxCoreError } from '@luxcore/errors';
import type { ApiResponse } from '../api-promise.ts';
import type { Settings } from '../settings.ts';
import { attempt, type CallUnderWay } from './attempt.ts';
import { backoffMs, LONGEST_RETRY_AFTER_MS } from './backoff.ts';
import { mend } from './mend.ts';
import { mayHaveBeenDone, SENT_BEFORE } from './outcome.ts';
import { pause } from './pause.ts';
import { remainingMs } from './phase.ts';

const MENDED = -1;

/**
 * Makes attempts until one succeeds, or another would not be safe or would not help. A refusal that
 * was mended does not count as a retry; without retries nothing is mended either.
 */
export async function retry<Data>(
  call: CallUnderWay<Data>,
  settings: Settings,
): Promise<ApiResponse<Data>> {
  const { progress, request } = call;
  let retries = 0;
  for (;;) {
    progress.attempts++;
    try {
      const result = await attempt(call, settings);
      settings.budget.succeed(retries > 0);
      return result;
    } catch (error) {
      if (!isLuxCoreError(error)) throw error;
      progress.isAmbiguous ||= mayHaveBeenDone(error, request);
      const delayMs = await nextDelay(call, settings, error, retries);
      if (delayMs === undefined) throw error;
      if (delayMs !== MENDED) retries++;
      await pause(call, settings, error, Math.max(0, delayMs));
    }
  }
}

/** Milliseconds until the next attempt, or `undefined` where there is to be none. */
async function nextDelay(
  call: CallUnderWay<unknown>,
  settings: Settings,
  error: LuxCoreError,
  retries: number,
): Promise<number | undefined> {
  const { maxRetries, bounds } = call;
  if (maxRetries === 0 || !mayReplay(call, 0)) return undefined;
  if (error.status === 401 && (await mend(call, settings, error))) return MENDED;
  if (retries >= maxRetries) return undefined;
  if (error.retry === 'resign') {
    // A signature that is not fresh any more: a new one helps at once, or not at all.
    if (retries === 0) return 0;
    // But a runtime may have sent a copy of any attempt: after it, another is a replay like any other.
    if (error.code !== SENT_BEFORE) return undefined;
  } else if (error.retry !== 'later') return undefined;

  const { retryAfterMs = 0 } = error;
  const delayMs = backoffMs(retries, retryAfterMs);
  const isWorthIt =
    retryAfterMs <= LONGEST_RETRY_AFTER_MS &&
    delayMs < remainingMs(bounds) &&
    mayReplay(call, delayMs);
  return isWorthIt && settings.budget.spend() ? delayMs : undefined;
}

/** Whether it is safe to send the request again that long from now. */
function mayReplay({ progress, request, window }: CallUnderWay<unknown>, delayMs: number): boolean {
  if (!progress.isAmbiguous) return true;
  return request.isPayment ? window.isOpen(delayMs) : request.row.replaySafe === true;
}
