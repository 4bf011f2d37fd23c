import type { LimitClass } from '@luxcore/contract';
import type { LaneRules } from './lane.ts';
import { Lanes } from './lanes.ts';
import type { Limiter } from './limiter.ts';

/** A limiter by rules that have been checked, for requests that have been: of a known class. */
export function laneLimiter(rules: readonly LaneRules[]): Required<Limiter> {
  const classes = new Map<LimitClass, Lanes>(rules.map((each) => [each.limit, new Lanes(each)]));
  return {
    acquire: ({ key, limit, signal }) => (classes.get(limit) as Lanes).get(key).acquire(signal),
    state: () => [...classes.values()].flatMap((lanes) => lanes.sweep()),
  };
}
