/** How Stryker runs the tests of a package: as the gates do, but silently, hundreds of times. */
import type { ViteUserConfig } from 'vitest/config';
import gates from '../gates/vitest.config.ts';

const config: ViteUserConfig = {
  ...gates,
  test: { ...gates.test, reporters: [], coverage: { enabled: false } },
};

export default config;
