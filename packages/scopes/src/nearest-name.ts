/** One slip of the keyboard: a wrong, missing, doubled or swapped letter changes at most this much. */
const MAX_DIFFERENCE = 2;

/** Finds the candidate that `name` is most likely a slip of, or `undefined` when none is close. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let least = MAX_DIFFERENCE + 1;
  for (const candidate of candidates) {
    // A name far too long is never close: without this, a hostile megabyte would be lower-cased here.
    if (name.length > candidate.length + MAX_DIFFERENCE) continue;
    const difference = differingLength(name.toLowerCase(), candidate);
    if (difference < least) [nearest, least] = [candidate, difference];
  }
  return nearest;
}

/** The length of what is left between the common beginning and the common end of two strings. */
function differingLength(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - start - end;
}
