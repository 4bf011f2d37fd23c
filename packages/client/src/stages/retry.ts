import type { OperationRow } from '@luxcore/contract';
import { isLuxCoreError, type LuxCoreError } from '@luxcore/errors';
import { backoffMs, LONGEST_RETRY_AFTER_MS } from './backoff.ts';
import { mayHaveBeenDone } from './outcome.ts';
import type { RetryBudget } from './retry-budget.ts';

/** How far a call has come. */
export interface Progress {
  /** How many attempts there were, the one under way included. */
  attempts: number;
  /** Whether an attempt may have been carried out: from then on only a success tells what was done. */
  isAmbiguous: boolean;
}

/** What the loop needs to know of a call, and nothing of how it is signed and sent. */
export interface RetryRules {
  readonly row: OperationRow;
  readonly maxRetries: number;
  /** Whether a replay that long from now still means the same payment. */
  readonly isInWindow: (delayMs: number) => boolean;
  /** Milliseconds that the call has left. */
  readonly remainingMs: () => number;
  /** Mends what a refusal of the credentials is about, and says whether that helps. */
  readonly mend: (error: LuxCoreError) => boolean | Promise<boolean>;
  /** Tells of a retry, and waits. */
  readonly pause: (error: LuxCoreError, delayMs: number) => Promise<void> | undefined;
}

/**
 * Makes attempts until one succeeds, or another would not be safe or would not help. A refusal that
 * was mended (`mend`) does not count as a retry; without retries nothing is mended either.
 *
 * @param rulesOf - Asked once something went wrong: most calls need no rules.
 * @param progress - Kept up to date, also for who handles the error.
 */
export async function retry<Result>(
  rulesOf: () => RetryRules,
  progress: Progress,
  budget: RetryBudget,
  attempt: () => Promise<Result>,
): Promise<Result> {
  let retries = 0;
  let rules: RetryRules | undefined;
  for (;;) {
    progress.attempts++;
    try {
      const result = await attempt();
      budget.succeed(retries > 0);
      return result;
    } catch (error) {
      if (!isLuxCoreError(error)) throw error;
      rules ??= rulesOf();
      progress.isAmbiguous ||= mayHaveBeenDone(error, rules.row);
      const delayMs = await nextDelay(rules, progress, budget, error, retries);
      if (delayMs === undefined) throw error;
      if (delayMs !== MENDED) retries++;
      await rules.pause(error, Math.max(0, delayMs));
    }
  }
}

const MENDED = -1;

/** Milliseconds until the next attempt, or `undefined` where there is to be none. */
async function nextDelay(
  rules: RetryRules,
  { isAmbiguous }: Progress,
  budget: RetryBudget,
  error: LuxCoreError,
  retries: number,
): Promise<number | undefined> {
  if (rules.maxRetries === 0 || (isAmbiguous && !mayReplay(rules, 0))) return undefined;
  if (error.status === 401 && (await rules.mend(error))) return MENDED;
  if (retries >= rules.maxRetries) return undefined;
  // A signature that is not fresh any more: a new one helps at once, or not at all.
  if (error.retry === 'resign') return retries === 0 ? 0 : undefined;
  if (error.retry !== 'later') return undefined;

  const { retryAfterMs = 0 } = error;
  const delayMs = backoffMs(retries, retryAfterMs);
  const isWorthIt =
    retryAfterMs <= LONGEST_RETRY_AFTER_MS &&
    delayMs < rules.remainingMs() &&
    (!isAmbiguous || mayReplay(rules, delayMs));
  return isWorthIt && budget.spend() ? delayMs : undefined;
}

function mayReplay({ row, isInWindow }: RetryRules, delayMs: number): boolean {
  return row.replaySafe === 'by_reference' ? isInWindow(delayMs) : row.replaySafe;
}
