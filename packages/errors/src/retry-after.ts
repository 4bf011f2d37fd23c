/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3: whole seconds or an HTTP date) as
 * milliseconds to wait. A date is measured against the answer's own `Date`, so that a wrong clock
 * on this side changes nothing. What is neither is `undefined`, never a guess.
 */
export function retryAfterMs(retryAfter = '', date = ''): number | undefined {
  const wait = /^\s*\d{1,9}\s*$/.test(retryAfter)
    ? Number(retryAfter) * 1000
    : parseDate(retryAfter) - (parseDate(date) || Date.now());
  // No comparison with NaN holds.
  return wait >= 0 ? wait : wait < 0 ? 0 : undefined;
}

/** A date in the form that HTTP has for it (RFC 9110, section 5.6.7), which is that of `toUTCString`. */
function parseDate(text: string): number {
  return new Date(text).toUTCString() === text ? Date.parse(text) : Number.NaN;
}
