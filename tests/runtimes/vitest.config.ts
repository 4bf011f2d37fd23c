/** The shared set-up, and a workbench that all engines use. */
import { fileURLToPath } from 'node:url';
import type { ViteUserConfig } from 'vitest/config';
import gates from '../gates/vitest.config.ts';

const config: ViteUserConfig = {
  ...gates,
  test: {
    ...gates.test,
    globalSetup: [fileURLToPath(new URL('src/global-setup.ts', import.meta.url))],
    // An engine runs its whole suite in a hook.
    hookTimeout: 240_000,
    maxWorkers: 2,
  },
};

export default config;
