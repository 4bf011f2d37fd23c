/**
 * Times variants of one task in interleaved rounds of one process. On a machine whose speed drifts,
 * what is compared must run at the same time; of many rounds the median is what counts.
 */
export interface Timing {
  readonly name: string;
  /** Microseconds a call, one for each round: the same place in two timings is the same round. */
  readonly samples: readonly number[];
}

export interface RoundsOptions {
  readonly rounds: number;
  /** How long one variant runs in one round, in milliseconds. */
  readonly roundMs: number;
}

export interface Summary {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

interface Entry {
  readonly name: string;
  readonly run: () => unknown;
  readonly isAsync: boolean;
  readonly calls: number;
  readonly samples: number[];
}

// Kept and looked at, so that no compiler drops a call whose result nobody needs.
let lastResult: unknown;

/** A variant that returns a promise is awaited, call by call; another pays for no promise. */
export async function timeInRounds(
  variants: Readonly<Record<string, () => unknown>>,
  options: RoundsOptions,
): Promise<Timing[]> {
  const entries: Entry[] = [];
  for (const [name, run] of Object.entries(variants)) {
    const isAsync = run() instanceof Promise;
    entries.push({
      name,
      run,
      isAsync,
      calls: await callsIn(run, isAsync, options.roundMs),
      samples: [],
    });
  }
  for (let round = 0; round < options.rounds; round++) {
    // In another order each time: what one variant leaves to the garbage collector falls on all alike.
    for (const { run, isAsync, calls, samples } of shuffled(entries)) {
      const start = performance.now();
      await repeat(run, isAsync, calls);
      samples.push(((performance.now() - start) * 1000) / calls);
    }
  }
  if (lastResult === undefined) throw new Error('The last variant returned nothing');
  return entries.map(({ name, samples }) => ({ name, samples }));
}

/** Median, lowest and highest of the rounds. */
export function summarise(samples: readonly number[]): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return {
    median: sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2,
    lowest: sorted[0] ?? Number.NaN,
    highest: sorted.at(-1) ?? Number.NaN,
  };
}

/** How many times as long the first took as the second, in each round. */
export function ratios(first: readonly number[], second: readonly number[]): number[] {
  return first.map((sample, round) => sample / (second[round] ?? Number.NaN));
}

export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

async function repeat(run: () => unknown, isAsync: boolean, calls: number): Promise<void> {
  if (isAsync) for (let call = 0; call < calls; call++) lastResult = await run();
  else for (let call = 0; call < calls; call++) lastResult = run();
}

/** Warms up for the time of five rounds, then finds how many calls fill a round. */
async function callsIn(run: () => unknown, isAsync: boolean, roundMs: number): Promise<number> {
  const rounds = 5;
  const end = performance.now() + rounds * roundMs;
  let calls = 0;
  while (performance.now() < end) {
    await repeat(run, isAsync, 1);
    calls++;
  }
  // `await` above slowed a fast variant down; the second look is made as the rounds are.
  const start = performance.now();
  await repeat(run, isAsync, calls);
  const each = (performance.now() - start) / calls;
  return Math.max(1, Math.round(roundMs / each));
}
