import fc from 'fast-check';
import { expect, it } from 'vitest';
import { settled, VirtualTime } from '../../tests/virtual-time.ts';
import { createLimiter, type Permit } from '../index.ts';

const WINDOWS = [
  { max: 3, windowMs: 25 },
  { max: 2, windowMs: 10 },
];
const MAX_QUEUED = 4;

interface Asked {
  state: 'waiting' | 'in flight' | 'ended' | 'withdrawn' | 'ABORTED' | 'LIMITER_QUEUE_FULL';
  endedAt: number;
}

/** What a limiter should do, looked up in the list of all that was ever asked. */
class Model {
  now = 0;
  pausedUntil = 0;
  readonly asked: Asked[] = [];

  used(windowMs: number): number {
    return this.asked.filter(
      ({ state, endedAt }) =>
        state === 'in flight' || (state === 'ended' && this.now - endedAt <= windowMs),
    ).length;
  }

  get waiting(): Asked[] {
    return this.asked.filter(({ state }) => state === 'waiting');
  }

  ask(): void {
    const last: Asked = { state: 'waiting', endedAt: NaN };
    this.asked.push(last);
    this.serve();
    if (this.waiting.length > MAX_QUEUED) last.state = 'LIMITER_QUEUE_FULL';
  }

  serve(): void {
    for (const each of this.waiting) {
      const isFree = WINDOWS.every(({ max, windowMs }) => this.used(windowMs) < max);
      if (isFree && this.now >= this.pausedUntil) each.state = 'in flight';
    }
  }
}

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask') }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.integer({ min: 1, max: 15 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('release'),
      which: fc.nat(),
      notSent: fc.constantFrom(undefined, undefined, true),
      retryAfterMs: fc.constantFrom(undefined, undefined, undefined, 5, 30),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('abort'), which: fc.nat() }) },
) as fc.Arbitrary<
  | { kind: 'ask' }
  | { kind: 'pass'; ms: number }
  | { kind: 'release'; which: number; notSent?: true; retryAfterMs?: number }
  | { kind: 'abort'; which: number }
>;

it('does at every millisecond what a naive model of it does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const time = new VirtualTime();
      const limiter = createLimiter({ limits: { creation: WINDOWS }, maxQueued: MAX_QUEUED, time });
      const model = new Model();
      const aborts: AbortController[] = [];
      const results: (Permit | { code: string } | undefined)[] = [];

      async function compare(): Promise<void> {
        await settled();
        const granted = results.map((each) => each !== undefined && 'release' in each);
        expect(granted).toEqual(
          model.asked.map(({ state }) => ['in flight', 'ended', 'withdrawn'].includes(state)),
        );
        results.forEach((each, i) => {
          if (each !== undefined && 'code' in each) expect(each.code).toBe(model.asked[i]?.state);
        });
        const used = WINDOWS.map(({ windowMs }) => model.used(windowMs));
        const state = limiter.state?.()[0];
        expect(state?.windows.map((each) => each.used) ?? [0, 0]).toEqual(used);
        expect(state?.queued ?? 0).toBe(model.waiting.length);
        expect(state?.pausedMs ?? 0).toBe(Math.max(0, model.pausedUntil - model.now));
      }

      for (const each of steps) {
        if (each.kind === 'ask') {
          const abort = new AbortController();
          const i = aborts.push(abort) - 1;
          results.push(undefined);
          const asked = limiter.acquire({ key: 'k', limit: 'creation', signal: abort.signal });
          Promise.resolve(asked).then(
            (permit) => (results[i] = permit),
            (error: unknown) => (results[i] = error as { code: string }),
          );
          model.ask();
        } else if (each.kind === 'pass') {
          for (let i = 0; i < each.ms; i++) {
            await time.pass(1);
            model.now++;
            model.serve();
            await compare();
          }
        } else {
          const i = each.which % Math.max(1, model.asked.length);
          const asked = model.asked[i];
          const result = results[i];
          if (each.kind === 'abort') {
            aborts[i]?.abort();
            if (asked?.state === 'waiting') asked.state = 'ABORTED';
          } else if (result !== undefined && 'release' in result) {
            result.release(each);
            if (asked?.state !== 'in flight') continue;
            asked.state = each.notSent === true ? 'withdrawn' : 'ended';
            asked.endedAt = model.now;
            const until = model.now + (each.retryAfterMs ?? 0);
            model.pausedUntil = Math.max(model.pausedUntil, until);
            model.serve();
          }
        }
        await compare();
      }
    }),
    { numRuns: 100 },
  );
});
