/** What a client itself costs for a request, where the answer is there at once: one after another. */
import {
  ratios,
  summarise,
  timeInRounds,
  type RoundsOptions,
  type Summary,
} from '../harness/rounds.ts';
import { samplesOf } from '../harness/speed-up.ts';
import { instantFetch } from './instant.ts';
import { oursByFetch } from './peers/luxcore.ts';
import { rawFetch } from './peers/raw-fetch.ts';

export interface OwnCost {
  /** Microseconds a request, what the stand-in for fetch takes included. */
  readonly ours: Summary;
  readonly raw: Summary;
  /** How many times as long ours takes, round by round. */
  readonly ratio: Summary;
}

const ORIGIN = 'http://127.0.0.1';

export async function measureOwnCost(options: RoundsOptions): Promise<OwnCost> {
  const [ours, raw] = [oursByFetch(ORIGIN, instantFetch), rawFetch(ORIGIN, instantFetch)];
  let request = 0;
  const timings = await timeInRounds(
    {
      ours: () => ours(`order-${String(request++)}`),
      raw: () => raw(`order-${String(request++)}`),
    },
    options,
  );
  const [mine, theirs] = [samplesOf(timings, 'ours') ?? [], samplesOf(timings, 'raw') ?? []];
  return { ours: summarise(mine), raw: summarise(theirs), ratio: summarise(ratios(mine, theirs)) };
}
