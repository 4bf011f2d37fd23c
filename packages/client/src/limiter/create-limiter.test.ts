import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errorOf } from '../../tests/local-server.ts';
import { settled, VirtualTime } from '../../tests/virtual-time.ts';
import { createLimiter, type Limiter, type LimiterOptions, type Permit } from '../index.ts';

const KEY = 'merchant 1024';
const STANDARD = { key: KEY, limit: 'standard' } as const;

/** A limiter of so many requests a second, and its time. */
function limiterOf(max: number, options: LimiterOptions = {}) {
  const time = new VirtualTime(500);
  const limits = { standard: [{ max, windowMs: 1_000 }] };
  return { time, limiter: createLimiter({ limits, time, ...options }) };
}

function atOnce(limiter: Limiter, signal?: AbortSignal): Permit {
  const permit = limiter.acquire({ ...STANDARD, signal });
  if (permit instanceof Promise) throw new Error('expected a place, received a promise');
  return permit;
}

/** Asks for a permit, and tells what becomes of it. */
function waiting(limiter: Limiter, signal?: AbortSignal) {
  const given: { permit?: Permit; error?: Error } = {};
  const asked = limiter.acquire({ ...STANDARD, signal });
  expect(asked).toBeInstanceOf(Promise);
  Promise.resolve(asked).then(
    (permit) => (given.permit = permit),
    (error: unknown) => (given.error = error as Error),
  );
  return given;
}

describe('a window', () => {
  it('lets so many through at once, and no more', () => {
    const { limiter } = limiterOf(3);
    for (let i = 0; i < 3; i++) expect(atOnce(limiter).waitedMs).toBe(0);
    waiting(limiter);
    expect(limiter.state?.()).toEqual([
      {
        key: KEY,
        limit: 'standard',
        inFlight: 3,
        queued: 1,
        pausedMs: 0,
        windows: [{ max: 3, windowMs: 1_000, used: 3 }],
      },
    ]);
  });

  it('has a place again when more than its length has passed since the release', async () => {
    const { limiter, time } = limiterOf(1);
    const first = atOnce(limiter);
    await time.pass(5_000);
    first.release();
    const next = waiting(limiter);
    await time.pass(1_000);
    expect(next.permit).toBeUndefined();
    await time.pass(1);
    expect(next.permit?.waitedMs).toBe(1_001);
  });

  it('has a place for who comes at the first instant after it, timers or not', () => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    time.ms += 1_000.000_001;
    atOnce(limiter);
  });

  it('has none for who comes at its last instant', () => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    time.ms += 1_000;
    waiting(limiter);
  });

  it('waits for what is in flight for as long as it takes, without a timer', async () => {
    const { limiter, time } = limiterOf(1);
    const first = atOnce(limiter);
    const next = waiting(limiter);
    await time.pass(3_600_000);
    expect([next.permit, time.pending]).toEqual([undefined, 0]);
    first.release();
    await time.pass(1_001);
    expect(next.permit?.waitedMs).toBe(3_601_001);
  });

  it('keeps its places by the order of the releases, not of the permits', async () => {
    const { limiter, time } = limiterOf(2);
    const [slow, fast] = [atOnce(limiter), atOnce(limiter)];
    await time.pass(100);
    fast.release();
    await time.pass(700);
    slow.release();
    const [third, fourth] = [waiting(limiter), waiting(limiter)];
    await time.pass(301);
    expect([third.permit?.waitedMs, fourth.permit]).toEqual([301, undefined]);
    await time.pass(700);
    expect(fourth.permit?.waitedMs).toBe(1_001);
  });

  it('is one of several, which all hold together', async () => {
    const standard = [
      { max: 3, windowMs: 10_000 },
      { max: 2, windowMs: 1_000 },
    ];
    const { limiter, time } = limiterOf(1, { limits: { standard } });
    atOnce(limiter).release();
    atOnce(limiter).release();
    const [third, fourth] = [waiting(limiter), waiting(limiter)];
    await time.pass(1_001);
    expect([third.permit?.waitedMs, fourth.permit]).toEqual([1_001, undefined]);
    third.permit?.release();
    await time.pass(8_999);
    expect(fourth.permit).toBeUndefined();
    expect(limiter.state?.()[0]?.windows.map(({ used }) => used)).toEqual([3, 0]);
    await time.pass(1);
    expect(fourth.permit?.waitedMs).toBe(10_001);
  });

  it('counts for each key and each class alone', () => {
    const { limiter } = limiterOf(1);
    atOnce(limiter);
    expect(limiter.acquire({ key: 'another', limit: 'standard' })).toHaveProperty('waitedMs', 0);
    expect(limiter.acquire({ key: KEY, limit: 'creation' })).toHaveProperty('waitedMs', 0);
    expect(limiter.state?.().map(({ key, limit }) => [limit, key])).toEqual([
      ['creation', KEY],
      ['standard', KEY],
      ['standard', 'another'],
    ]);
  });

  it.each([
    ['creation', 500],
    ['standard', 100],
  ] as const)('is that of LuxCore for %s unless told: %i at once', (limit, max) => {
    const limiter = createLimiter();
    for (let i = 0; i < max; i++) {
      expect(limiter.acquire({ key: KEY, limit })).not.toBeInstanceOf(Promise);
    }
    expect(limiter.acquire({ key: KEY, limit })).toBeInstanceOf(Promise);
  });

  it('is none where the list is empty: only a 429 makes wait', async () => {
    const { limiter, time } = limiterOf(1, { limits: { standard: [] } });
    for (let i = 0; i < 1_000; i++) atOnce(limiter).release();
    expect(limiter.state?.()).toEqual([]);
    atOnce(limiter).release({ retryAfterMs: 50 });
    const next = waiting(limiter);
    await time.pass(50);
    expect(next.permit?.waitedMs).toBe(50);
  });
});

describe('release', () => {
  it('frees the place at once when nothing was sent', () => {
    const { limiter } = limiterOf(1);
    atOnce(limiter).release({ notSent: true });
    expect(limiter.state?.()).toEqual([]);
    atOnce(limiter);
  });

  it('hands the place of what was not sent to who waits', async () => {
    const { limiter, time } = limiterOf(1);
    const first = atOnce(limiter);
    const next = waiting(limiter);
    await time.pass(7);
    first.release({ notSent: true });
    await settled();
    expect(next.permit?.waitedMs).toBe(7);
  });

  it.each([{ notSent: false }, {}, { notSent: 'no' as never }])(
    'counts %j as sent',
    async (end) => {
      const { limiter, time } = limiterOf(1);
      atOnce(limiter).release(end);
      const next = waiting(limiter);
      await time.pass(1_000);
      expect(next.permit).toBeUndefined();
    },
  );

  it('counts once, whatever a second one says', async () => {
    const { limiter, time } = limiterOf(2);
    const twice = atOnce(limiter);
    atOnce(limiter);
    twice.release();
    twice.release({ notSent: true });
    twice.release({ retryAfterMs: 60_000 });
    expect(limiter.state?.()).toMatchObject([{ inFlight: 1, pausedMs: 0, windows: [{ used: 2 }] }]);
    await time.pass(1_001);
    atOnce(limiter);
    waiting(limiter);
  });
});

describe('a 429', () => {
  it('closes its key and class until the time has passed, and not an instant longer', async () => {
    const { limiter, time } = limiterOf(5);
    atOnce(limiter).release({ retryAfterMs: 300 });
    expect(limiter.state?.()[0]?.pausedMs).toBe(300);
    const next = waiting(limiter);
    await time.pass(299);
    expect(next.permit).toBeUndefined();
    await time.pass(1);
    expect(next.permit?.waitedMs).toBe(300);
    expect(limiter.state?.()[0]?.pausedMs).toBe(0);
  });

  it('closes no other key', () => {
    const { limiter } = limiterOf(5);
    atOnce(limiter).release({ retryAfterMs: 300 });
    expect(limiter.acquire({ key: 'another', limit: 'standard' })).toHaveProperty('waitedMs', 0);
  });

  it.each([
    ['a shorter one shortens none', 100, 300],
    ['a longer one lengthens it', 500, 500],
    ['one of nothing ends none', 0, 300],
    ['one from the past ends none', -5, 300],
    ['one that is no number ends none', NaN, 300],
  ])('%s', (_, second, pausedMs) => {
    const { limiter } = limiterOf(5);
    const permits = [atOnce(limiter), atOnce(limiter)];
    permits[0]?.release({ retryAfterMs: 300 });
    permits[1]?.release({ retryAfterMs: second });
    expect(limiter.state?.()[0]?.pausedMs).toBe(pausedMs);
  });

  it('makes a fraction of a millisecond wait to its end', async () => {
    const { limiter, time } = limiterOf(5);
    atOnce(limiter).release({ retryAfterMs: 0.25 });
    const next = waiting(limiter);
    await time.pass(0.5);
    expect(next.permit).toBeUndefined();
    await time.pass(0.5);
    expect(next.permit?.waitedMs).toBe(1);
  });

  it('wakes who waits for it though a window was the longer wait until then', async () => {
    const { limiter, time } = limiterOf(2);
    const held = atOnce(limiter);
    atOnce(limiter).release({ retryAfterMs: 300 });
    const next = waiting(limiter);
    held.release({ notSent: true });
    await time.pass(300);
    expect(next.permit?.waitedMs).toBe(300);
  });

  it('may close for longer than a timer can wait', async () => {
    const { limiter, time } = limiterOf(5);
    const after = vi.spyOn(time, 'after');
    atOnce(limiter).release({ retryAfterMs: 2 ** 32 });
    const next = waiting(limiter);
    await time.pass(2 ** 32 - 1);
    expect(next.permit).toBeUndefined();
    await time.pass(1);
    expect(next.permit?.waitedMs).toBe(2 ** 32);
    expect(after.mock.calls.map(([ms]) => ms)).toEqual([2 ** 31 - 1, 2 ** 31 - 1, 2]);
  });
});

describe('the queue', () => {
  it('is served in the order of arrival, and nobody overtakes it', async () => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    const order: number[] = [];
    const ask = (name: number) =>
      Promise.resolve(limiter.acquire(STANDARD)).then((permit) => {
        order.push(name);
        permit.release({ notSent: true });
      });
    const asked = [1, 2, 3].map(ask);
    // There is a place, but the timer is late.
    time.ms += 5_000;
    asked.push(ask(4));
    await Promise.all(asked);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('serves who comes when a late timer has left all its places empty', async () => {
    const { limiter, time } = limiterOf(3);
    for (let i = 0; i < 3; i++) atOnce(limiter).release();
    const [first, second] = [waiting(limiter), waiting(limiter)];
    time.ms += 2_000;
    const third = waiting(limiter);
    await settled();
    expect([first, second, third].map(({ permit }) => permit?.waitedMs)).toEqual([2_000, 2_000, 0]);
  });

  it('is left at once by who aborts, wherever it stands', async () => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    const aborts = [1, 2, 3, 4].map(() => new AbortController());
    const asked = aborts.map(({ signal }) => waiting(limiter, signal));
    const last = waiting(limiter);
    for (const i of [1, 0, 3]) aborts[i]?.abort(new Error('a reason of the caller'));
    expect(limiter.state?.()[0]?.queued).toBe(2);
    await settled();
    for (const i of [1, 0, 3]) {
      expect(asked[i]?.error).toMatchObject({
        name: 'AbortedError',
        code: 'ABORTED',
        outcome: 'not_sent',
        retry: 'never',
        message: 'limiter: ended before there was a place for standard',
      });
    }
    await time.pass(1_001);
    asked[2]?.permit?.release({ notSent: true });
    await settled();
    expect([asked[2]?.permit?.waitedMs, last.permit?.waitedMs]).toEqual([1_001, 1_001]);
  });

  it('keeps no timer once nobody waits', () => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    const aborts = [new AbortController(), new AbortController()];
    for (const { signal } of aborts) waiting(limiter, signal);
    aborts[0]?.abort();
    expect(time.pending).toBe(1);
    aborts[1]?.abort();
    expect(time.pending).toBe(0);
  });

  it('refuses who has aborted before, even when there is a place', async () => {
    const { limiter } = limiterOf(1);
    const asked = Promise.resolve(limiter.acquire({ ...STANDARD, signal: AbortSignal.abort() }));
    expect(await errorOf(asked)).toMatchObject({ code: 'ABORTED', outcome: 'not_sent' });
    expect(limiter.state?.()).toEqual([]);
  });

  it('listens to a signal only while it waits', async () => {
    const { limiter, time } = limiterOf(1);
    const abort = new AbortController();
    const { signal } = abort;
    const add = vi.spyOn(signal, 'addEventListener');
    const remove = vi.spyOn(signal, 'removeEventListener');
    atOnce(limiter, signal).release();
    expect(add).not.toHaveBeenCalled();
    const next = waiting(limiter, signal);
    await time.pass(1_001);
    expect(remove.mock.calls[0]?.slice(0, 2)).toEqual(add.mock.calls[0]?.slice(0, 2));
    abort.abort();
    expect(limiter.state?.()[0]).toMatchObject({ inFlight: 1, queued: 0 });
    expect(next.error).toBeUndefined();
  });

  it('takes so many and refuses the next, saying when there is a place', async () => {
    const { limiter, time } = limiterOf(1, { maxQueued: 2 });
    atOnce(limiter).release();
    time.ms += 400;
    const abort = new AbortController();
    waiting(limiter, abort.signal);
    waiting(limiter);
    const refused = waiting(limiter);
    await settled();
    expect(refused.error).toMatchObject({
      name: 'RateLimitError',
      code: 'LIMITER_QUEUE_FULL',
      outcome: 'not_sent',
      retry: 'later',
      retryAfterMs: 601,
      message: 'limiter: expected at most 2 waiting requests for standard, received one more',
    });
    abort.abort();
    const taken = waiting(limiter);
    await settled();
    expect(taken.error).toBeUndefined();
  });

  it('says one window when everything is in flight', async () => {
    const { limiter } = limiterOf(1, { maxQueued: 0 });
    atOnce(limiter);
    const refused = waiting(limiter);
    await settled();
    expect(refused.error).toMatchObject({ code: 'LIMITER_QUEUE_FULL', retryAfterMs: 1_001 });
  });

  it('takes ten thousand for each key and class unless told', async () => {
    const { limiter } = limiterOf(1);
    atOnce(limiter);
    for (let i = 0; i < 10_000; i++) void limiter.acquire(STANDARD);
    const refused = waiting(limiter);
    await settled();
    expect(refused.error).toMatchObject({ code: 'LIMITER_QUEUE_FULL' });
    expect(limiter.state?.()[0]?.queued).toBe(10_000);
  });
});

describe('the time', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('may go back without letting anyone through, and goes on where it was', async () => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    time.ms = -1e9;
    const next = waiting(limiter);
    expect(limiter.state?.()[0]?.windows[0]?.used).toBe(1);
    time.ms = 1_500;
    await time.pass(0);
    expect(next.permit).toBeUndefined();
    time.ms = 1_501;
    expect(limiter.state?.()[0]?.queued).toBe(1);
    void limiter.acquire(STANDARD);
    await settled();
    expect(next.permit?.waitedMs).toBe(1_001);
  });

  it('counts a release after the clock has gone back from the latest it has told', () => {
    const { limiter, time } = limiterOf(1);
    const permit = atOnce(limiter);
    time.ms = 10_000;
    expect(limiter.state?.()).toHaveLength(1);
    time.ms = 0;
    permit.release();
    time.ms = 10_999;
    waiting(limiter);
  });

  it.each([NaN, Infinity, -Infinity])('stands still while the clock says %d', (reading) => {
    const { limiter, time } = limiterOf(1);
    atOnce(limiter).release();
    time.ms = reading;
    waiting(limiter);
  });

  it('is asked again when a timer fires too early', async () => {
    const { time } = limiterOf(1);
    const early = {
      now: () => time.now(),
      after: (ms: number, f: () => void) => time.after(Math.max(1, ms - 2), f),
    };
    const { limiter } = limiterOf(1, { time: early });
    atOnce(limiter).release();
    const next = waiting(limiter);
    await time.pass(999);
    expect([next.permit, time.pending]).toEqual([undefined, 1]);
  });

  it('is that of the runtime unless told', async () => {
    const limiter = createLimiter({ limits: { standard: [{ max: 1, windowMs: 20 }] } });
    atOnce(limiter).release();
    const start = performance.now();
    const permit = await limiter.acquire(STANDARD);
    expect(performance.now() - start).toBeGreaterThan(19);
    expect(permit.waitedMs).toBeGreaterThan(19);
    permit.release();
    const abort = new AbortController();
    const next = waiting(limiter, abort.signal);
    abort.abort();
    await sleep(30);
    expect(next.error).toMatchObject({ code: 'ABORTED' });
  });

  it('is that of fake timers which came after it was made', async () => {
    const limiter = createLimiter({ limits: { standard: [{ max: 1, windowMs: 60_000 }] } });
    vi.useFakeTimers();
    atOnce(limiter).release();
    const next = limiter.acquire(STANDARD);
    await vi.advanceTimersByTimeAsync(60_001);
    expect((await next).waitedMs).toBe(60_001);
  });

  it('is that of the day where there is no better one', () => {
    vi.stubGlobal('performance', undefined);
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
    const limiter = createLimiter({ limits: { standard: [{ max: 1, windowMs: 20 }] } });
    atOnce(limiter).release();
    vi.spyOn(Date, 'now').mockReturnValue(1_000_020);
    expect(limiter.state?.()).toHaveLength(1);
    vi.spyOn(Date, 'now').mockReturnValue(1_000_021);
    expect(limiter.state?.()).toEqual([]);
    vi.restoreAllMocks();
  });
});

describe('options', () => {
  it.each<[options: unknown, message: string]>([
    [{ limits: null }, 'limits: expected windows for creation and standard, received null'],
    [{ limits: 5 }, 'limits: expected windows for creation and standard, received the number 5'],
    [{ limits: { creations: [] } }, 'limits: expected windows for creation and standard'],
    [{ limits: { standard: 100 } }, 'limits.standard: expected a list of windows, received'],
    [{ limits: { standard: 0 } }, 'limits.standard: expected a list of windows, received'],
    [{ limits: { standard: [null] } }, 'limits.standard: max: expected a whole number from 1'],
    [{ limits: { standard: [{ max: 0, windowMs: 1 }] } }, 'received the number 0'],
    [{ limits: { standard: [{ max: 1.5, windowMs: 1 }] } }, 'received the number 1.5'],
    [{ limits: { standard: [{ max: Infinity, windowMs: 1 }] } }, 'received the number Infinity'],
    [
      { limits: { creation: [{ max: 1, windowMs: 0 }] } },
      'limits.creation: windowMs: expected milliseconds above 0, received the number 0',
    ],
    [{ limits: { creation: [{ max: 1, windowMs: Infinity }] } }, 'received the number Infinity'],
    [{ limits: { creation: [{ max: 1, windowMs: NaN }] } }, 'received the number NaN'],
    [{ limits: { creation: [{ max: 1, windowMs: '1' }] } }, 'received "1"'],
    [{ maxQueued: -1 }, 'maxQueued: expected a whole number from 0, received the number -1'],
    [{ maxQueued: 0.5 }, 'maxQueued: expected a whole number from 0, received the number 0.5'],
    [{ maxQueued: null }, 'maxQueued: expected a whole number from 0, received null'],
    [{ time: null }, 'time: expected an object with now and after, received null'],
    [{ time: Date }, 'time: expected an object with now and after, received a function'],
    [
      { time: { now: () => NaN, after: () => undefined } },
      'time.now: expected milliseconds, received the number NaN',
    ],
  ])('reject the first request, not the making: %j', async (options, message) => {
    const limiter = createLimiter(options as LimiterOptions);
    expect(limiter.state?.()).toEqual([]);
    for (let i = 0; i < 2; i++) {
      expect(await errorOf(Promise.resolve(limiter.acquire(STANDARD)))).toMatchObject({
        name: 'ConfigurationError',
        code: 'INVALID_OPTION',
        message: expect.stringContaining(message) as string,
      });
    }
  });

  it('are those that were given when it was made', () => {
    const options: { maxQueued: unknown } = { maxQueued: 5 };
    const limiter = createLimiter(options as LimiterOptions);
    options.maxQueued = -1;
    atOnce(limiter);
  });

  it('may be the smallest that there are', () => {
    const { limiter, time } = limiterOf(1, {
      limits: { standard: [{ max: 1, windowMs: Number.MIN_VALUE }] },
    });
    atOnce(limiter).release();
    time.ms += 1e-9;
    atOnce(limiter);
  });

  it.each<[request: object, message: string]>([
    [{ key: KEY, limit: 'all' }, 'limit: expected creation or standard, received "all"'],
    [{ key: KEY, limit: '__proto__' }, 'limit: expected creation or standard'],
    [{ limit: 'standard' }, 'key: expected a text, received undefined'],
  ])('are not all: %j is refused', async (request, message) => {
    const asked = createLimiter().acquire(request as typeof STANDARD);
    expect(await errorOf(Promise.resolve(asked))).toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(message) as string,
    });
  });
});
