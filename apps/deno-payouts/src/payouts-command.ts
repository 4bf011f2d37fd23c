import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Deno, as npm has installed it. */
export const DENO: string = join(dirname(require.resolve('deno/package.json')), 'deno');

/**
 * How Deno runs the script, from the folder of this app: it may reach one host, read and write one
 * folder, and see two variables. `--no-config`, since Deno would else write into a package.json above.
 */
export function payoutsArguments(folder: string, url: string): string[] {
  return [
    'run',
    '--no-prompt',
    '--no-config',
    '--no-remote',
    '--node-modules-dir=manual',
    `--allow-net=${new URL(url).host}`,
    `--allow-read=${folder}`,
    `--allow-write=${folder}`,
    '--allow-env=LUXCORE_MERCHANT_ID,LUXCORE_HMAC_SECRET',
    'src/payouts.ts',
    folder,
    url,
  ];
}
