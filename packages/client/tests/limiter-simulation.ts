/**
 * A limiter under as much demand as it lets through, on a virtual clock and a network with random
 * delays: how many requests each window of the server holds at most, and how much of what the limits
 * allow is used. `node packages/client/tests/limiter-simulation.ts` prints the figures of the README.
 */
import { fileURLToPath } from 'node:url';
import { LIMITS, type RateWindow } from '@luxcore/contract';
import { createLimiter } from '../src/limiter/create-limiter.ts';
import type { Permit } from '../src/limiter/limiter.ts';
import { VirtualTime } from './virtual-time.ts';

export interface Network {
  readonly seed: number;
  /** The mean time there and back, in milliseconds, without outliers. */
  readonly meanMs: number;
  /** The part of the ways on which something takes one to five seconds. */
  readonly outliers: number;
  /** The part of the requests that never leave, of which the limiter is told. */
  readonly notSent: number;
}

export interface Figures {
  readonly arrivals: number;
  /** The most that each window has held, as the server sees it. */
  readonly fullest: readonly (RateWindow & { readonly held: number })[];
  /** The shortest time in which the limits let so many arrive, as a part of that which it took. */
  readonly throughput: number;
  readonly seconds: number;
  /** The mean time from the permit to its release, outliers included. */
  readonly meanRoundTripMs: number;
}

/** How many ask for a permit at any time: more than all the windows hold. */
const DEMAND = 1_000;

export async function simulate(
  windows: readonly RateWindow[],
  wanted: number,
  network: Network,
): Promise<Figures> {
  const random = mulberry32(network.seed);
  const time = new VirtualTime();
  const limiter = createLimiter({ limits: { creation: windows }, time });
  const arrivals: number[] = [];
  let roundTrips = 0;

  const delay = (): number =>
    random() < network.outliers
      ? 1_000 + 4_000 * random()
      : -Math.log(1 - random()) * (network.meanMs / 2);

  async function sendForever(): Promise<void> {
    for (;;) {
      const permit = await limiter.acquire({ key: 'merchant', limit: 'creation' });
      await (random() < network.notSent ? neverSent(permit) : sent(permit));
    }
  }
  const neverSent = (permit: Permit): Promise<void> =>
    new Promise((resolve) => {
      time.after(delay(), () => {
        permit.release({ notSent: true });
        resolve();
      });
    });
  const sent = (permit: Permit): Promise<void> =>
    new Promise((resolve) => {
      const [there, back] = [delay(), delay()];
      roundTrips += there + back;
      time.after(there, () => arrivals.push(time.now()));
      time.after(there + back, () => {
        permit.release();
        resolve();
      });
    });

  for (let i = 0; i < DEMAND; i++) void sendForever();
  while (arrivals.length < wanted) {
    // Each step of a request waits for at most so many promises.
    for (let i = 0; i < 8; i++) await Promise.resolve();
    time.next();
  }
  const spanMs = Math.max(...arrivals.slice(-1)) - (arrivals[0] ?? 0);
  return {
    arrivals: arrivals.length,
    fullest: windows.map((window) => ({ ...window, held: mostWithin(arrivals, window.windowMs) })),
    throughput: shortestMs(windows, wanted) / spanMs,
    seconds: spanMs / 1_000,
    meanRoundTripMs: roundTrips / arrivals.length,
  };
}

/** The most instants that any window of this length holds, both of its ends included. */
export function mostWithin(instants: readonly number[], windowMs: number): number {
  let most = 0;
  let oldest = 0;
  instants.forEach((instant, i) => {
    while (instant - (instants[oldest] ?? instant) > windowMs) oldest++;
    most = Math.max(most, i - oldest + 1);
  });
  return most;
}

/** From the first to the last, when each may come as soon as every window has a place for it. */
function shortestMs(windows: readonly RateWindow[], count: number): number {
  const instants: number[] = [];
  for (let i = 0; i < count; i++) {
    const free = windows.map(({ max, windowMs }) => (instants[i - max] ?? -Infinity) + windowMs);
    instants.push(Math.max(0, ...free));
  }
  return instants.at(-1) ?? 0;
}

/** A small generator of random numbers that a seed repeats. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const NETWORKS: readonly Network[] = [50, 100, 150, 200].map((meanMs, i) => ({
  seed: 20_260_501 + i,
  meanMs,
  outliers: 0.002,
  notSent: 0.002,
}));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const network of NETWORKS) {
    const figures = await simulate(LIMITS.creation, 100_000, network);
    const fullest = figures.fullest.map(
      ({ held, max, windowMs }) =>
        `${String(held)} of ${String(max)} in ${String(windowMs / 1_000)} s`,
    );
    process.stdout.write(
      `${String(figures.arrivals)} arrivals, round trip ${figures.meanRoundTripMs.toFixed(0)} ms: ` +
        `at most ${fullest.join(', ')}; ${(100 * figures.throughput).toFixed(2)} % of the limit\n`,
    );
  }
}
