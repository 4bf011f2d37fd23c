/** The shared set-up of tests, with one installation of the packed packages for all of them. */
import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
import gates from '../gates/vitest.config.ts';

const config: ViteUserConfig = {
  ...gates,
  test: {
    ...gates.test,
    globalSetup: fileURLToPath(new URL('src/installation.ts', import.meta.url)),
    // webpack and older compilers take their time on a busy machine.
    testTimeout: 120_000,
  },
};

export default config;
