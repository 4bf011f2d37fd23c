/** Stands in for npm's registry: takes whatever is published, and keeps it to look at. */
import { localRegistry, type LocalRegistry } from './local-registry.ts';
import type { Manifest } from './packages.ts';

export interface LocalNpm extends LocalRegistry {
  /** What each package was published with, by its name, in the order in which they came. */
  readonly published: Map<string, Publication>;
}

export interface Publication {
  readonly name: string;
  readonly access: string;
  readonly versions: Readonly<Record<string, Manifest>>;
  readonly 'dist-tags': Readonly<Record<string, string>>;
  readonly _attachments: Readonly<Record<string, { readonly data: string }>>;
}

export async function localNpm(): Promise<LocalNpm> {
  const published = new Map<string, Publication>();
  const registry = await localRegistry((method, path, body) => {
    const name = path.slice(1);
    if (method === 'PUT') published.set(name, JSON.parse(body.toString()) as Publication);
    return published.get(name);
  });
  return { ...registry, published };
}
