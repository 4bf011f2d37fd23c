import { expect, it } from 'vitest';
import { clockRun } from './clock-run.ts';
import { rotationRun, type Rotated } from './rotation-run.ts';

it.each([
  [20, 'hmac'],
  [-20, 'hmac, fetch'],
] as const)(
  'learns the time once for 200 requests at once, %i minutes off, by %s',
  async (minutes, transport) => {
    const { seconds, ...seen } = await clockRun(200, minutes * 60_000, transport);
    expect(seen).toEqual({ created: 200, failures: [], clockEvents: 1 });
    expect(seconds).toBeGreaterThan(0);
  },
  60_000,
);

it.each<Rotated>(['secrets', 'keys', 'supplier'])(
  'fails no request while %s are rotated',
  async (rotated) => {
    const { created, failures } = await rotationRun(rotated, 3);
    expect(failures).toEqual([]);
    expect(created).toBeGreaterThan(0);
  },
  60_000,
);
