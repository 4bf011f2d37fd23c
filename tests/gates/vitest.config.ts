/** One test set-up for every package, started in the package's own folder. */
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = {
  test: {
    root: process.cwd(),
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // fast-check's first string of a large alphabet costs seconds on a slow machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'reports/tests.json' },
    coverage: {
      enabled: process.cwd().includes('/packages/'),
      provider: 'v8',
      reporter: ['text-summary'],
      reportsDirectory: 'reports/coverage',
      include: ['src/**/*.ts'],
      exclude: ['src/**/*.test.ts', 'src/**/*.test-d.ts', 'src/index.ts'],
      thresholds: { statements: 95, branches: 90, functions: 95, lines: 95 },
    },
  },
};

export default config;
