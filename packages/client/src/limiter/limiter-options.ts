import { LIMITS, type LimitClass, type RateWindow } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import type { LaneRules } from './lane.ts';
import { RUNTIME_TIME, steady, type LimiterTime } from './limiter-time.ts';

const DEFAULT_MAX_QUEUED = 10_000;

/** The options of a limiter. They are checked at its first request, not when it is made. */
export interface LimiterOptions {
  /**
   * The windows of each class of operations, which all hold together; an empty list: no limit. A
   * class that is left out has the documented ones, `LIMITS` of `@luxcore/contract`.
   */
  readonly limits?: Readonly<Partial<Record<LimitClass, readonly RateWindow[]>>> | undefined;
  /** How many requests may wait, for each key and class; 10,000 unless told, 0: none. */
  readonly maxQueued?: number | undefined;
  /**
   * What tells the time and wakes who waits; `performance.now` (where there is none, `Date.now`) and
   * `setTimeout` unless told.
   */
  readonly time?: LimiterTime | undefined;
}

/** Checks the options, and makes the rules of each class of them. */
export function checkLimiterOptions(options: LimiterOptions): Map<LimitClass, LaneRules> {
  const { limits = {}, maxQueued = DEFAULT_MAX_QUEUED, time = RUNTIME_TIME } = options;
  const classes = Object.keys(LIMITS) as LimitClass[];
  const isTable = typeof limits === 'object' && (limits as unknown) !== null;
  const names = isTable ? Object.keys(limits) : [''];
  const known = names.every((name) => classes.includes(name as LimitClass));
  assertOption(known, 'limits', `windows for ${classes.join(' and ')}`, limits);
  const isCount = Number.isSafeInteger(maxQueued) && maxQueued >= 0;
  assertOption(isCount, 'maxQueued', 'a whole number from 0', maxQueued);
  const given = time as Partial<Record<keyof LimiterTime, unknown>> | null;
  const isTime = typeof given?.now === 'function' && typeof given.after === 'function';
  assertOption(isTime, 'time', 'an object with now and after', time);

  const shared = { maxQueued, time: steady(time) };
  return new Map(
    classes.map((limit) => {
      const windows = checkWindows(`limits.${limit}`, limits[limit] ?? LIMITS[limit]);
      return [limit, { ...shared, limit, windows }];
    }),
  );
}

/** Copies them, so that nobody changes a limit under those who count on it. */
function checkWindows(name: string, windows: unknown): RateWindow[] {
  assertOption(Array.isArray(windows), name, 'a list of windows', windows);
  return windows.map((window: unknown) => {
    const { max, windowMs } = (window as Partial<RateWindow> | null | undefined) ?? {};
    const isMax = Number.isSafeInteger(max) && Number(max) >= 1;
    assertOption(isMax, `${name}: max`, 'a whole number from 1', max);
    const isLength = typeof windowMs === 'number' && windowMs > 0 && windowMs < Infinity;
    assertOption(isLength, `${name}: windowMs`, 'milliseconds above 0', windowMs);
    return { max: Number(max), windowMs };
  });
}
