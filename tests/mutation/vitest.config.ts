/** How Stryker runs the tests of a package: as the gates do, but silently, hundreds of times. */
import type { ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import gates from '../gates/vitest.config.ts';

/** The first test that fails ends a run: what failed last may well be it, and the rest is soon over. */
class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const durationOf = (file: TestSpecification): number => {
      const last = this.ctx.cache.getTestSpecificationResult(file);
      return last?.failed === true ? 0 : (last?.duration ?? Number.MAX_VALUE);
    };
    return Promise.resolve(files.toSorted((a, b) => durationOf(a) - durationOf(b)));
  }
}

const config: ViteUserConfig = {
  ...gates,
  test: {
    ...gates.test,
    reporters: [],
    coverage: { enabled: false },
    sequence: { sequencer: QuickestFirst },
  },
};

export default config;
