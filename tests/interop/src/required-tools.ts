import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/**
 * Describes tests that need programs of the machine. Where one is missing they do not run, and this
 * is said loudly; with LUXCORE_REQUIRE_INTEROP set, as in CI, it is a failure.
 */
export function describeWithTools(
  name: string,
  file: string,
  tools: readonly string[],
  tests: () => void,
): void {
  const missing = tools.filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
  describe(name, () => {
    if (missing.length === 0) {
      tests();
      return;
    }
    console.warn(
      `\n!!! NOT RUN: ${file} needs ${missing.join(', ')}, which this machine does not have !!!\n`,
    );
    it('has its tools where they are required', () => {
      expect(process.env.LUXCORE_REQUIRE_INTEROP).toBeUndefined();
    });
  });
}
