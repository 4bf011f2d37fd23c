/**
 * The packages as npm would give them to a user: one tarball each, made by `pnpm pack` of what is built.
 *
 * Inside the workspace a package finds files that it does not publish and dependencies that it does not
 * name. Only what is packed and installed elsewhere shows what a user gets.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HOUSE } from './house.ts';
import { ROOT } from './turbo.ts';

interface PackedPackage {
  readonly name: string;
  readonly filename: string;
}

/**
 * Packs every package of the repository at `root` into `folder` and returns the path of each tarball by
 * the name of its package.
 */
export function packAll(folder: string, root: string = ROOT): Record<string, string> {
  mkdirSync(folder, { recursive: true });
  const packages = Object.keys(HOUSE).map((name) => `--filter=@luxcore/${name}`);
  // The pnpm that runs the scripts is on the path. npx would ask the registry for it again: without a
  // network that takes a minute.
  const output = execFileSync(
    'pnpm',
    ['-r', ...packages, 'pack', '--json', '--pack-destination', folder],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const packed = JSON.parse(output) as PackedPackage[];
  return Object.fromEntries(
    packed.map(({ name, filename }) => [name, join(folder, filename.replace(/^.*\//, ''))]),
  );
}
