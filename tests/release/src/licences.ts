/** What comes with the published packages when they are installed: all run-time dependencies, and theirs. */
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CARRIED } from '../../gates/src/carried.ts';
import { readManifest, type Manifest, type PublishedPackage } from './packages.ts';

export interface Dependency {
  readonly manifest: Manifest;
  readonly folder: string;
}

/** Every dependency that is not ours, or is built into ours, by name and version. Optional peers are the user's choice. */
export function runTimeDependencies(
  packages: readonly PublishedPackage[],
): ReadonlyMap<string, Dependency> {
  const ours = new Set(packages.map(({ manifest }) => manifest.name));
  const found = new Map<string, Dependency>();
  const visit = ({ manifest, folder }: Dependency): void => {
    for (const name of needs(manifest).filter((needed) => !ours.has(needed))) {
      const at = installedFolder(folder, name);
      const dependency = { manifest: readManifest(at), folder: at };
      const key = `${name}@${dependency.manifest.version}`;
      if (found.has(key)) continue;
      found.set(key, dependency);
      visit(dependency);
    }
  };
  for (const { manifest, folder } of packages) {
    visit({
      manifest: { ...manifest, dependencies: { ...manifest.dependencies, ...builtIn(manifest) } },
      folder,
    });
  }
  return found;
}

/** What a package of ours is built with and carries inside. */
function builtIn({ devDependencies = {} }: Manifest): Record<string, string> {
  const carried = Object.entries(devDependencies).filter(([name]) => CARRIED.includes(name));
  return Object.fromEntries(carried);
}

function needs(manifest: Manifest): string[] {
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifest;
  const peers = Object.keys(peerDependencies).filter(
    (name) => manifest.peerDependenciesMeta?.[name]?.optional !== true,
  );
  return [...Object.keys(dependencies), ...Object.keys(optionalDependencies), ...peers];
}

/** Where Node would find a package, from another's folder. */
function installedFolder(from: string, name: string): string {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return realpathSync(folder);
  const above = dirname(from);
  if (above === from) throw new Error(`${name} is not installed`);
  return installedFolder(above, name);
}
