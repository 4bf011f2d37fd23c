import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename, join } from 'node:path';

/** A copy of a package, to be changed at will. */
export interface PackageCopy extends Disposable {
  /** Its folder. */
  readonly path: string;
  /** The sources by their path in the folder, as they were before their types were taken out. */
  readonly sources: ReadonlyMap<string, string>;
}

/**
 * Copies a package, and takes the types out of its sources: Stryker changes nothing inside of
 * `x as T`, which would leave out each table that ends in `as const`. Blanks take the place of types,
 * so that lines and columns stay.
 *
 * @param folder - The package's folder.
 * @param parent - Where the copy is made; it must see the packages that the tests import.
 */
export function copyPackage(folder: string, parent: string): PackageCopy {
  mkdirSync(parent, { recursive: true });
  const path = mkdtempSync(join(parent, `${basename(folder)}-`));
  for (const name of ['src', 'package.json']) {
    cpSync(join(folder, name), join(path, name), { recursive: true });
  }
  symlinkSync(join(folder, 'node_modules'), join(path, 'node_modules'), 'junction');

  const sources = new Map<string, string>();
  for (const file of globSync('src/**/*.ts', { cwd: path, exclude: ['**/*.test.ts'] })) {
    const source = readFileSync(join(path, file), 'utf8');
    sources.set(file.replaceAll('\\', '/'), source);
    writeFileSync(join(path, file), stripTypeScriptTypes(source));
  }
  return {
    path,
    sources,
    [Symbol.dispose]: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
