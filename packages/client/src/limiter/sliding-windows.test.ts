import { expect, it } from 'vitest';
import { SlidingWindows } from './sliding-windows.ts';

it('counts right through any number of requests, however long the list of ends becomes', () => {
  const windows = new SlidingWindows([
    { max: 1_000, windowMs: 100_000 },
    { max: 150, windowMs: 15_000 },
  ]);
  for (let now = 0; now < 500_000; now += 100) {
    while (windows.waitMs(now) > 0) now++;
    windows.enter();
    windows.leave(now);
    const used = windows.state(now).map((each) => each.used);
    expect(used).toEqual([Math.min(1_000, 1 + Math.floor(now / 100)), Math.min(150, used[1] ?? 0)]);
    if (now > 100_000) break;
  }
});
