import { LIMITS, type LimitClass, type RateWindow } from '@luxcore/contract';
import { assertOption } from '@luxcore/errors';
import type { LaneRules } from './lane.ts';
import { laneRules } from './lane-rules.ts';
import type { LimiterTime } from './limiter-time.ts';

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
export function checkLimiterOptions({ limits = {}, maxQueued, time }: LimiterOptions): LaneRules[] {
  const classes = Object.keys(LIMITS);
  const isTable = typeof limits === 'object' && (limits as unknown) !== null;
  const known = isTable && Object.keys(limits).every((name) => classes.includes(name));
  assertOption(known, 'limits', `windows for ${classes.join(' and ')}`, limits);
  const isCount = maxQueued === undefined || (Number.isSafeInteger(maxQueued) && maxQueued >= 0);
  assertOption(isCount, 'maxQueued', 'a whole number from 0', maxQueued);
  if (time !== undefined) checkTime(time);
  const checked = Object.entries<unknown>(limits).map(([limit, windows]) => {
    const isTold = windows !== undefined && windows !== null;
    return [limit, isTold ? checkWindows(`limits.${limit}`, windows) : undefined];
  });
  return laneRules({ limits: Object.fromEntries(checked) as typeof limits, maxQueued, time });
}

function checkTime(time: LimiterTime): void {
  const given = time as Partial<Record<keyof LimiterTime, unknown>> | null;
  const isTime = typeof given?.now === 'function' && typeof given.after === 'function';
  assertOption(isTime, 'time', 'an object with now and after', time);
  const ms = time.now();
  assertOption(Number.isFinite(ms), 'time.now', 'milliseconds', ms);
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
