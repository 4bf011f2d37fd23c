/** What the suite declares for an engine: the tests that run there, and those that do not with the reason. */
import { ENGINES, type EngineId } from './engines.ts';
import { languageTests } from './suite/language-tests.ts';
import type { Need, Test } from './suite/test.ts';
import { wholeSuite } from './suite/whole-suite.ts';

export interface Declared {
  readonly runs: readonly string[];
  readonly notRun: readonly NotRun[];
}

export interface NotRun {
  readonly need: Need;
  readonly reason: string;
  readonly tests: readonly string[];
}

/** Only their names are asked for. */
const NOTHING_GIVEN: readonly Test[] = languageTests({
  giveTextEncoder: () => undefined,
  giveRandomValues: () => undefined,
  giveTextDecoder: () => undefined,
});

export function declaredFor(id: EngineId): Declared {
  const { isPage, hasNativeHash, isBare = false, lacks } = ENGINES[id];
  const reasons = Object.entries(lacks) as [Need, string][];
  const runs: string[] = [];
  const notRun = reasons.map(([need, reason]) => ({ need, reason, tests: [] as string[] }));
  const whole = wholeSuite({ isPage, hasNativeHash });
  for (const { name, needs } of isBare ? [...NOTHING_GIVEN, ...whole] : whole) {
    const lacking = notRun.find(({ need }) => needs.includes(need));
    (lacking?.tests ?? runs).push(name);
  }
  const all = [...runs, ...notRun.flatMap(({ tests }) => tests)];
  const twice = all.find((name, place) => all.indexOf(name) !== place);
  if (twice !== undefined) throw new Error(`two tests are called "${twice}"`);
  return { runs, notRun };
}
