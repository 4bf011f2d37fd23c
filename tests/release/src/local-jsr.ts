/** Stands in for JSR: takes whatever is published, and keeps it to look at. */
import { localRegistry, type LocalRegistry } from './local-registry.ts';
import { readTarball } from './tarball.ts';

export interface LocalJsr extends LocalRegistry {
  /** The files of each package that was published, by its name without the scope. */
  readonly published: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

const PACKAGE = /^\/api\/scopes\/luxcore\/packages\/([^/]+)$/;
const VERSION = /^\/api\/scopes\/luxcore\/packages\/([^/]+)\/versions\/([^/]+)$/;

/** Every package has been created there, and no version of it published. */
export async function localJsr(): Promise<LocalJsr> {
  const published = new Map<string, ReadonlyMap<string, string>>();
  const registry = await localRegistry((method, path, body) => {
    const [, known] = PACKAGE.exec(path) ?? [];
    if (known !== undefined) return { scope: 'luxcore', name: known };
    const [, name, version] = VERSION.exec(path) ?? [];
    if (name === undefined || method !== 'POST') return undefined;
    published.set(name, readTarball(body));
    const what = { packageScope: 'luxcore', packageName: name, packageVersion: version };
    return { id: name, status: 'success', ...what };
  });
  return { ...registry, published };
}
