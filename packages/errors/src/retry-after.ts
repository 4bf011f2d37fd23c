const IMF_FIXDATE = /^\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT$/;

/**
 * Reads a `Retry-After` header (RFC 9110, section 10.2.3: whole seconds or an HTTP date) as
 * milliseconds to wait. A date is measured against the answer's own `Date`, so that a wrong clock
 * on this side changes nothing. What is neither is `undefined`, never a guess.
 */
export function retryAfterMs(retryAfter = '', date = ''): number | undefined {
  if (/^\s*\d{1,9}\s*$/.test(retryAfter)) return Number(retryAfter) * 1000;
  const wait = parseDate(retryAfter) - (parseDate(date) || Date.now());
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

const parseDate = (text: string): number => Date.parse(IMF_FIXDATE.test(text) ? text : '');
