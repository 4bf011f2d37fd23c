/** How Stryker runs the tests of a package: as the gates do, but silently, hundreds of times. */
import type { ViteUserConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import gates from '../gates/vitest.config.ts';

/** The longest that a file has taken: less where a run was ended, nothing where a file could not load. */
const longest = new Map<string, number>();

/** The first test that fails ends a run: what failed last may well be it, and what is quick is soon over. */
class QuickestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const ranks = new Map(files.map((file) => [file, this.rankOf(file)]));
    return Promise.resolve(
      files.toSorted((a, b) => (ranks.get(a) ?? Infinity) - (ranks.get(b) ?? Infinity)),
    );
  }

  private rankOf(file: TestSpecification): number {
    const last = this.ctx.cache.getTestSpecificationResult(file);
    const duration = Math.max(longest.get(file.moduleId) ?? 0, last?.duration ?? 0);
    if (duration === 0) return Number.MAX_VALUE;
    longest.set(file.moduleId, duration);
    return last?.failed === true && last.duration > 0 ? duration / HEAD_START : duration;
  }
}

/** What failed last goes before what takes a tenth of its time, not before all. */
const HEAD_START = 10;

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
