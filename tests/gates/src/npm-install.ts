/** What npm puts into an empty folder for a user, and what that weighs. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUSE } from './house.ts';

/** Installs packages in an empty folder with npm; what the machine has downloaded before, it takes. */
export function npmInstall(folder: string, packages: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const flags = ['--prefer-offline', '--engine-strict', '--no-audit', '--no-fund'];
  execFileSync('npm', ['install', ...flags, ...packages], { cwd: folder, stdio: 'pipe' });
}

export interface Installed {
  /** Names, in order. */
  readonly packages: readonly string[];
  /** What is in all files of them. */
  readonly bytes: number;
}

export function measureInstalled(folder: string): Installed {
  const lock = readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8');
  const { packages } = JSON.parse(lock) as { packages: Record<string, unknown> };
  const names = Object.keys(packages);
  return {
    packages: names.map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)).sort(),
    bytes: names.reduce((sum, path) => sum + bytesIn(join(folder, path)), 0),
  };
}

function bytesIn(folder: string): number {
  // A package inside of another has a row of its own.
  const files = globSync('**', { cwd: folder, exclude: ['**/node_modules'] });
  return files
    .map((file) => statSync(join(folder, file)))
    .filter((stat) => stat.isFile())
    .reduce((sum, { size }) => sum + size, 0);
}

/** The tarballs that one of our packages needs, its own first: they are not on npm. */
export function tarballsOf(name: string, tarballs: Readonly<Record<string, string>>): string[] {
  return [name, ...(HOUSE[name]?.below ?? [])].map((one) => tarballs[`@luxcore/${one}`] ?? '');
}
