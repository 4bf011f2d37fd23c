/**
 * Welch's t of two samples of times: how many standard errors their means lie apart.
 *
 * Times have a long tail of interruptions that have nothing to do with what is timed, so the slowest
 * tenth of both together is left out first, by one bound for both.
 */
const KEPT = 0.9;

interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly count: number;
}

export function welchT(left: readonly number[], right: readonly number[]): number {
  const pooled = [...left, ...right].sort((a, b) => a - b);
  const bound = pooled[Math.floor(pooled.length * KEPT)] ?? Infinity;
  const [a, b] = [left, right].map((times) => momentsOf(times.filter((time) => time <= bound)));
  if (a === undefined || b === undefined) return Number.NaN;
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

function momentsOf(times: readonly number[]): Moments {
  const count = times.length;
  const mean = times.reduce((sum, time) => sum + time, 0) / count;
  const squares = times.reduce((sum, time) => sum + (time - mean) ** 2, 0);
  return { mean, variance: squares / (count - 1), count };
}

/** The t of all repetitions together (Stouffer): what is there each time grows, noise does not. */
export function combinedT(each: readonly number[]): number {
  return each.reduce((sum, t) => sum + t, 0) / Math.sqrt(each.length);
}
