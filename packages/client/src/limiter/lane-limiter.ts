import type { LimitClass } from '@luxcore/contract';
import type { LaneRules } from './lane.ts';
import { Lanes } from './lanes.ts';
import type { Limiter } from './limiter.ts';

/** A limiter by rules that have been checked, for requests that have been: of a known class. */
export function laneLimiter(rules: readonly LaneRules[]): Required<Limiter> {
  const classes = Object.fromEntries(
    rules.map((each) => [each.limit, new Lanes(each)]),
  ) as Readonly<Record<LimitClass, Lanes>>;
  return {
    acquire: ({ key, limit, signal }) => classes[limit].get(key).acquire(signal),
    state: () => Object.values(classes).flatMap((lanes) => lanes.sweep()),
  };
}
