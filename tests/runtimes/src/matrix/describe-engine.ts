import { beforeAll, describe, expect, inject, it } from 'vitest';
import { declaredFor } from '../declared.ts';
import { ENGINES, type EngineId } from '../engines.ts';
import { findEngine } from '../start/find-engine.ts';
import { readOutcome, type Outcome } from '../start/printed.ts';

/**
 * Runs the suite on an engine, and describes each of its tests as one. A test that is declared and did
 * not come, and one that came and is not declared, is a failure; so an engine that crashes is.
 *
 * Where the engine is not on this machine, this is said loudly; with LUXCORE_REQUIRE_RUNTIMES set, as
 * in CI, it is a failure.
 */
export function describeEngine(id: EngineId): void {
  const engine = findEngine(id);
  const { name } = ENGINES[id];
  describe(name, () => {
    if ('missing' in engine) {
      console.warn(`\n!!! NOT RUN: the suite on ${name}: ${engine.missing} !!!\n`);
      it('is there where it is required', () => {
        expect(process.env.LUXCORE_REQUIRE_RUNTIMES).toBeUndefined();
      });
      return;
    }

    const { runs } = declaredFor(id);
    let outcome: Outcome;
    beforeAll(async () => {
      outcome = readOutcome(await engine.run(inject('workbench')));
    });

    it('runs what the suite declares for it, no more and no less', () => {
      expect([...outcome.tests.keys()].join('\n'), outcome.besides).toBe(runs.join('\n'));
      expect(outcome.ran).toBe(runs.length);
    });

    it('prints nothing besides', () => {
      expect(outcome.besides).toBe('');
    });

    it.each(runs)('%s', (test) => {
      expect(outcome.tests.has(test) ? outcome.tests.get(test) : 'it did not run').toBeUndefined();
    });
  });
}
