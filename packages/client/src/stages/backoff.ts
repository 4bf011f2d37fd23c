const BASE_MS = 250;
const CAP_MS = 8_000;

/** LuxCore is not waited for longer than this: the error says how long it asked for. */
export const LONGEST_RETRY_AFTER_MS = 60_000;

/**
 * How long to wait before a retry: exponential backoff with full jitter, `random() * min(8 s, 250 ms
 * * 2^retries)`, and no less than LuxCore asks for.
 *
 * @param retries - How many there were, from 0.
 */
export function backoffMs(retries: number, retryAfterMs = 0): number {
  return Math.max(retryAfterMs, Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** retries));
}
