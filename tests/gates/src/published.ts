/** What the packages publish: each entry of each `exports` map, as a user's import names it. */
import { readFileSync } from 'node:fs';
import { HOUSE } from './house.ts';
import { ROOT } from './turbo.ts';

export interface Entry {
  /** As a user writes it: `@luxcore/emulator/node`. */
  readonly specifier: string;
  /** The folder of its package. From there the specifier means the package itself. */
  readonly folder: string;
}

/** Every entry but `package.json`. */
export const ENTRIES: readonly Entry[] = Object.keys(HOUSE).flatMap((name) => {
  const folder = folderOf(name);
  const manifest = readFileSync(`${folder}/package.json`, 'utf8');
  const { exports } = JSON.parse(manifest) as { exports: Record<string, unknown> };
  return Object.entries(exports)
    .filter(([, target]) => typeof target !== 'string')
    .map(([path]) => ({ specifier: `@luxcore/${name}${path.slice(1)}`, folder }));
});

/** The folder of a package of ours. */
export function folderOf(name: string): string {
  return `${ROOT}packages/${name}`;
}
