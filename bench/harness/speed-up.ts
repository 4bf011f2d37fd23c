import { ratios, summarise, type Summary, type Timing } from './rounds.ts';

export function samplesOf(
  timings: readonly Timing[] | undefined,
  name: string,
): readonly number[] | undefined {
  return timings?.find((timing) => timing.name === name)?.samples;
}

/** How many times as fast `ours` is as `theirs`. */
export function speedUp(
  timings: readonly Timing[] | undefined,
  ours: string,
  theirs: string,
): Summary | undefined {
  const mine = samplesOf(timings, ours);
  const other = samplesOf(timings, theirs);
  return mine && other ? summarise(ratios(other, mine)) : undefined;
}
