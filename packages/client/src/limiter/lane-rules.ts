import { LIMITS, type LimitClass } from '@luxcore/contract';
import type { LaneRules } from './lane.ts';
import type { LimiterOptions } from './limiter-options.ts';
import { RUNTIME_TIME, steady } from './limiter-time.ts';

const DEFAULT_MAX_QUEUED = 10_000;

/** The rules of each class of operations, of options that have been checked. */
export function laneRules({
  limits,
  maxQueued = DEFAULT_MAX_QUEUED,
  time = RUNTIME_TIME,
}: LimiterOptions = {}): LaneRules[] {
  const shared = { maxQueued, time: steady(time) };
  return (Object.keys(LIMITS) as LimitClass[]).map((limit) => ({
    ...shared,
    limit,
    windows: limits?.[limit] ?? LIMITS[limit],
  }));
}
