import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '../http/api-error.ts';
import { State } from '../state/state.ts';
import { durationMs } from './duration.ts';
import { JobQueue } from './job-queue.ts';
import { Scheduler } from './scheduler.ts';
import { VirtualClock } from './virtual-clock.ts';

describe('a queue of jobs', () => {
  it('gives the earliest first, and of two at once the one that came first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (times) => {
        const queue = new JobQueue();
        times.forEach((at, index) => {
          queue.push(String(index), at);
        });
        const popped = times.map(() => queue.pop());
        const sorted = times
          .map((at, index) => ({ at, index }))
          .sort((a, b) => a.at - b.at || a.index - b.index);
        expect(popped.map((job) => job?.key)).toEqual(sorted.map(({ index }) => String(index)));
        expect(queue.pop()).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('a duration', () => {
  it.each([
    [0, 0],
    [1_500, 1_500],
    ['250ms', 250],
    ['90s', 90_000],
    ['15m', 900_000],
    ['2h', 7_200_000],
    ['1d', 86_400_000],
  ])('%s is %i ms', (duration, ms) => {
    expect(durationMs(duration)).toBe(ms);
  });

  it.each([
    -1,
    1.5,
    NaN,
    Infinity,
    '',
    '15',
    '15 m',
    '-1s',
    '1.5s',
    '15M',
    '1s1s',
    null,
    undefined,
  ])('%j is none', (duration) => {
    expect(() => durationMs(duration as string)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION' }) as Error,
    );
  });
});

describe('a scheduler', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function setUp(base: () => number = Date.now) {
    const state = new State();
    const clock = new VirtualClock(base, state);
    const scheduler = new Scheduler(state, clock);
    const done: string[] = [];
    scheduler.on('note', ({ subject }) => {
      done.push(`${subject} at ${String(clock.now())}`);
    });
    const plan = (subject: string, at: number, kind = 'note') => {
      state.transaction(() => {
        scheduler.plan(subject, { at, kind, subject });
      });
    };
    return { state, clock, scheduler, done, plan };
  }

  it('does what is due by a timer of its own', () => {
    const { done, plan } = setUp();
    plan('later', 2_000);
    plan('soon', 1_000);
    vi.advanceTimersByTime(1_500);
    expect(done).toEqual(['soon at 1000']);
    vi.advanceTimersByTime(1_500);
    expect(done).toEqual(['soon at 1000', 'later at 2000']);
  });

  it('does each job at its time when the time is moved, those that follow from others too', async () => {
    const { state, scheduler, done, plan } = setUp(() => 0);
    scheduler.on('chain', ({ at }) => {
      if (at < 3_000) {
        state.transaction(() => {
          scheduler.plan('chain', { at: at + 1_000, kind: 'chain', subject: 'chain' });
        });
      }
      done.push(`chain at ${String(at)}`);
    });
    plan('chain', 1_000, 'chain');
    plan('b', 2_500);
    plan('far', 9_000);
    await scheduler.advance(5_000);
    expect(done).toEqual(['chain at 1000', 'chain at 2000', 'b at 2500', 'chain at 3000']);
    await scheduler.advance(4_000);
    expect(done.at(-1)).toBe('far at 9000');
  });

  it('does what is planned for now by a clock that runs on', async () => {
    let time = 0;
    const { state, clock, scheduler, done, plan } = setUp(() => time++);
    scheduler.on('chain', () => {
      state.transaction(() => {
        scheduler.plan('then', { at: clock.now(), kind: 'note', subject: 'then' });
      });
      time += 500;
    });
    plan('first', 1_000, 'chain');
    await scheduler.advance(1_000);
    expect(done).toHaveLength(1);
  });

  it('waits for what a job waits for, before the next one', async () => {
    const { scheduler, done, plan } = setUp(() => 0);
    scheduler.on('slow', async () => {
      await Promise.resolve();
      await Promise.resolve();
      done.push('slow');
    });
    plan('a', 1, 'slow');
    plan('b', 2);
    await scheduler.advance(5);
    expect(done).toEqual(['slow', 'b at 2']);
  });

  it('puts a job in the place of the one with the same key', async () => {
    const { scheduler, done, plan } = setUp(() => 0);
    plan('a', 5);
    plan('a', 9);
    await scheduler.advance(7);
    expect(done).toEqual([]);
    await scheduler.advance(7);
    expect(done).toEqual(['a at 9']);
  });

  it('drops a job that cannot be done, and keeps one that fails by a fault', () => {
    let time = 0;
    const { scheduler, plan, done } = setUp(() => time);
    const errors: Error[] = [new ApiError('LIMIT_EXCEEDED', 'no'), new Error('a fault')];
    scheduler.on('fails', ({ subject }) => {
      const error = errors.shift();
      if (error !== undefined) throw error;
      done.push(subject);
    });
    plan('a', 1, 'fails');
    plan('b', 2, 'fails');
    plan('c', 3);
    time = 5;
    expect(() => {
      scheduler.runDue();
    }).toThrow('a fault');
    scheduler.runDue();
    expect(done).toEqual(['b', 'c at 5']);
  });

  it('does nothing more once it is closed', () => {
    const { scheduler, plan, done } = setUp();
    plan('a', 1_000);
    scheduler.close();
    vi.advanceTimersByTime(5_000);
    expect(done).toEqual([]);
  });
});
