import { expect, it } from 'vitest';
import { settled, VirtualTime } from '../../tests/virtual-time.ts';
import type { Permit } from './limiter.ts';
import { Lanes } from './lanes.ts';

function lanesOf(time: VirtualTime): Lanes {
  const windows = [{ max: 2, windowMs: 1_000 }];
  return new Lanes({ limit: 'standard', windows, maxQueued: 10, time });
}

function permitOf(lanes: Lanes, key: string): Permit {
  return lanes.get(key).acquire(undefined) as Permit;
}

it('forgets keys that are idle as others come, so that changing tokens fill no memory', () => {
  const time = new VirtualTime();
  const lanes = lanesOf(time);
  const kept = permitOf(lanes, 'under way');
  for (let i = 0; i < 10_000; i++) {
    permitOf(lanes, `token ${String(i)}`).release();
    time.ms += 1_001;
    expect(lanes.size).toBeLessThanOrEqual(3);
  }
  kept.release();
  expect(lanes.sweep()).toMatchObject([{ key: 'under way', windows: [{ used: 1 }] }]);
});

it('keeps every key that counts, waits or is closed', async () => {
  const time = new VirtualTime();
  const lanes = lanesOf(time);
  permitOf(lanes, 'in a window').release();
  permitOf(lanes, 'closed').release({ retryAfterMs: 5_000 });
  const held = [permitOf(lanes, 'waiting'), permitOf(lanes, 'waiting')];
  const next = lanes.get('waiting').acquire(undefined);
  for (let i = 0; i < 100; i++) lanes.get(`idle ${String(i)}`);
  const keys = () => lanes.sweep().map(({ key }) => key);
  expect(keys()).toEqual(['in a window', 'closed', 'waiting']);
  time.ms = 1_000;
  expect(keys()).toEqual(['in a window', 'closed', 'waiting']);
  time.ms = 1_001;
  expect(keys()).toEqual(['closed', 'waiting']);
  time.ms = 5_000;
  expect(keys()).toEqual(['waiting']);
  for (const permit of held) permit.release({ notSent: true });
  await settled();
  (await next).release({ notSent: true });
  expect([keys(), lanes.size]).toEqual([[], 0]);
});
