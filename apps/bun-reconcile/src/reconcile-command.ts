import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Bun, as npm has installed it: this is its name on every system. */
export const BUN: string = join(dirname(require.resolve('bun/package.json')), 'bin/bun.exe');
