const CAPACITY = 500;
const COST = 5;

/**
 * What a client may spend on retries: where most requests fail, sending each several times makes it
 * worse. A retry costs five, and gives them back if it succeeds; a first attempt that succeeds adds
 * one. So of a hundred retries in a row that fail, the last is the last.
 */
export interface RetryBudget {
  /** Whether there is enough for a retry, which is taken. */
  spend(): boolean;
  succeed(wasRetry: boolean): void;
}

export function retryBudget(): RetryBudget {
  let tokens = CAPACITY;
  return {
    spend() {
      if (tokens < COST) return false;
      tokens -= COST;
      return true;
    },
    succeed(wasRetry) {
      tokens = Math.min(CAPACITY, tokens + (wasRetry ? COST : 1));
    },
  };
}
