/** The published packages: their folders and manifests, in the order in which they build on each other. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOUSE } from '../../gates/src/house.ts';
import { ROOT } from '../../gates/src/turbo.ts';

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly license?: string;
  readonly private?: boolean;
  readonly type?: string;
  readonly sideEffects?: boolean;
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly gypfile?: boolean;
  readonly dependencies?: Ranges;
  readonly devDependencies?: Ranges;
  readonly optionalDependencies?: Ranges;
  readonly peerDependencies?: Ranges;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export type Ranges = Readonly<Record<string, string>>;

export interface PublishedPackage {
  /** Without the scope: `errors`. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
}

/** The published packages of the repository at `root`: this one, or a copy of it. */
export function publishedPackages(root: string = ROOT): PublishedPackage[] {
  return Object.keys(HOUSE).map((name) => {
    const folder = join(root, 'packages', name);
    return { name, folder, manifest: readManifest(folder) };
  });
}

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
