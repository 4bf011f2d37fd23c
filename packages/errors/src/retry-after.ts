const IMF_FIXDATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3: whole seconds or an HTTP date) as
 * milliseconds to wait. A date is measured against the answer's own `Date`, so that a wrong clock
 * on this side changes nothing. What is neither is `undefined`, never a guess.
 */
export function retryAfterMs(
  retryAfter: string | undefined,
  date: string | undefined,
): number | undefined {
  if (retryAfter === undefined) return undefined;
  const text = retryAfter.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!IMF_FIXDATE.test(text)) return undefined;
  const from = date !== undefined && IMF_FIXDATE.test(date) ? Date.parse(date) : Date.now();
  const wait = Date.parse(text) - from;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
