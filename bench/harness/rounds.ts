/**
 * Times variants of one task in interleaved rounds of one process: A B C, A B C, ... On a machine whose
 * speed drifts, what is compared must run at the same time; of many rounds the median is what counts.
 */
export interface Timing {
  readonly name: string;
  /** Microseconds a call, the median of all rounds. */
  readonly median: number;
  /** The fastest and the slowest round, as a word about the noise. */
  readonly range: readonly [number, number];
  /** What the last call returned. */
  readonly last: unknown;
}

export interface RoundsOptions {
  readonly rounds?: number;
  /** How long one variant runs in one round, in milliseconds. */
  readonly roundMs?: number;
}

interface Entry {
  readonly name: string;
  readonly run: () => unknown;
  readonly calls: number;
  readonly samples: number[];
  last: unknown;
}

export function timeInRounds(
  variants: Readonly<Record<string, () => unknown>>,
  { rounds = 15, roundMs = 40 }: RoundsOptions = {},
): Timing[] {
  const entries = Object.entries(variants).map(([name, run]): Entry => ({
    name,
    run,
    calls: callsIn(run, roundMs),
    samples: [],
    // Kept and handed out, so that the compiler cannot drop a call whose result nobody needs.
    last: undefined,
  }));
  for (let round = 0; round < rounds; round++) {
    for (const entry of entries) {
      const start = performance.now();
      for (let call = 0; call < entry.calls; call++) entry.last = entry.run();
      entry.samples.push(((performance.now() - start) * 1000) / entry.calls);
    }
  }
  return entries.map(({ name, samples, last }) => {
    const sorted = samples.sort((a, b) => a - b);
    return {
      name,
      median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
      range: [sorted[0] ?? Number.NaN, sorted.at(-1) ?? Number.NaN],
      last,
    };
  });
}

/** Warms up, then finds how many calls fill a round. */
function callsIn(run: () => unknown, roundMs: number): number {
  const end = performance.now() + 5 * roundMs;
  let calls = 0;
  while (performance.now() < end) {
    run();
    calls++;
  }
  return Math.max(1, Math.round(calls / 5));
}
