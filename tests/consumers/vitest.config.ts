/** The shared set-up of tests, with one installation of the packed packages for all of them. */
import type { ViteUserConfig } from 'vitest/config';
import gates from '../gates/vitest.config.ts';

const config: ViteUserConfig = {
  ...gates,
  test: { ...gates.test, globalSetup: './src/installation.ts' },
};

export default config;
