/**
 * What jsr.json of a package says, from its package.json: JSR publishes the sources of the same entries.
 *
 * Dependencies are not named: `deno publish` takes them from package.json, and ours from the workspace
 * that publish-jsr.ts makes.
 */
import { existsSync } from 'node:fs';
import { format } from 'prettier';
import type { PublishedPackage } from './packages.ts';

export interface JsrManifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly exports: Readonly<Record<string, string>>;
  readonly publish: { readonly include: readonly string[]; readonly exclude: readonly string[] };
}

export function jsrManifest({ folder, manifest }: PublishedPackage): JsrManifest {
  const exports = Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
    const built = typeIn(target);
    return built === undefined ? [] : [[entry, sourceOf(folder, built)]];
  });
  return {
    name: manifest.name,
    version: manifest.version,
    license: manifest.license ?? '',
    exports: Object.fromEntries(exports) as Record<string, string>,
    publish: {
      include: ['README.md', 'LICENSE', 'src/**/*.ts', 'src/**/*.json'],
      exclude: ['src/**/*.test.ts', 'src/**/*.test-d.ts', 'src/**/test-*.ts'],
    },
  };
}

/** The text of jsr.json. */
export function jsrText(one: PublishedPackage): Promise<string> {
  return format(JSON.stringify(jsrManifest(one)), { parser: 'json', printWidth: 100 });
}

/** `adapters/node` of an entry that has `./dist/adapters/node.d.ts`; an entry of data has no types. */
function typeIn(target: unknown): string | undefined {
  const types = (target as { import?: { types?: string } }).import?.types;
  return /^\.\/dist\/(.+)\.d\.ts$/.exec(types ?? '')?.[1];
}

/** What is for Node alone is in a file named for it. */
function sourceOf(folder: string, name: string): string {
  const shared = `./src/${name}.ts`;
  return existsSync(`${folder}/${shared}`) ? shared : `./src/${name}.node.ts`;
}
