/** The shared set-up, and a workbench that all engines use. */
import type { ViteUserConfig } from 'vitest/config';
import gates from '../gates/vitest.config.ts';

const config: ViteUserConfig = {
  ...gates,
  test: { ...gates.test, globalSetup: ['src/global-setup.ts'], hookTimeout: 240_000 },
};

export default config;
