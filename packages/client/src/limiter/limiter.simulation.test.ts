import { LIMITS } from '@luxcore/contract';
import { describe, expect, it } from 'vitest';
import { mostWithin, NETWORKS, simulate } from '../../tests/limiter-simulation.ts';

describe('100,000 arrivals over a network with random delays', () => {
  it.each(NETWORKS)(
    'never fill a window of the server beyond its limit, and use 97 % of it: $meanMs ms, seed $seed',
    async (network) => {
      const { arrivals, fullest, throughput } = await simulate(LIMITS.creation, 100_000, network);
      expect(arrivals).toBe(100_000);
      for (const { held, max } of fullest) expect(held).toBeLessThanOrEqual(max);
      expect(throughput).toBeGreaterThanOrEqual(0.97);
    },
  );

  it('keep within two windows of which each is the narrower one at times', async () => {
    const windows = [
      { max: 2_000, windowMs: 60_000 },
      { max: 500, windowMs: 10_000 },
    ];
    const network = { seed: 7, meanMs: 400, outliers: 0.05, notSent: 0.05 };
    const { fullest } = await simulate(windows, 20_000, network);
    expect(fullest.map(({ held }) => held)).toEqual([2_000, 500]);
  });
});

describe('the check of them', () => {
  it('finds a request too many, and one that comes at the end of a window', () => {
    expect(mostWithin([0, 1, 2, 10, 11], 10)).toBe(4);
    expect(mostWithin([0, 10.001, 20.002], 10)).toBe(1);
    expect(mostWithin([], 10)).toBe(0);
  });
});
