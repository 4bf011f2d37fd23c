import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Bun, as npm has installed it: this is its name on every system. */
export const BUN: string = join(
  dirname(createRequire(import.meta.url).resolve('bun/package.json')),
  'bin/bun.exe',
);
