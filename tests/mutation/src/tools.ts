import { createRequire } from 'node:module';

const PACKAGES = {
  Stryker: '@stryker-mutator/core',
  Vitest: 'vitest',
  'fast-check': 'fast-check',
};

/** The versions that a result depends on, as one sentence. */
export function tools(): string {
  const require = createRequire(import.meta.url);
  const versions = Object.entries(PACKAGES).map(([title, name]) => {
    const { version } = require(`${name}/package.json`) as { version: string };
    return `${title} ${version}`;
  });
  return `${[...versions, `Node ${process.versions.node}`].join(', ')}.`;
}
