/**
 * A folder outside of the workspace with what a user has: the packed packages in `node_modules`, the
 * packages that they need at run time beside them, and nothing else.
 *
 * Inside the workspace a package finds dependencies that it does not name, and files that it does not
 * publish. The packages of others are copied from this workspace, so that no registry is asked.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packAll } from '../../gates/src/packed.ts';
import { ROOT } from '../../gates/src/turbo.ts';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages that the suite is about. */
export const SUITE_PACKAGES: readonly string[] = Object.keys(
  readManifest(fileURLToPath(new URL('..', import.meta.url))).dependencies ?? {},
);

/** Makes the project in a folder that is there and empty. */
export function makePackedProject(folder: string): void {
  const tarballs = join(folder, 'tarballs');
  const modules = join(folder, 'node_modules');
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'packed-project', private: true, type: 'module' }),
  );
  const packed = packAll(tarballs);
  for (const name of SUITE_PACKAGES) {
    const tarball = packed[name];
    if (tarball === undefined) throw new Error(`${name} has not been packed`);
    const target = join(modules, name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', tarball, '--strip-components=1', '-C', target]);
    copyForeign(join(ROOT, 'packages', name.replace('@luxcore/', '')), target, modules);
  }
  rmSync(tarballs, { recursive: true });
}

/** Copies the packages of others that a package needs. */
function copyForeign(source: string, installed: string, modules: string): void {
  const { dependencies = {} } = readManifest(installed);
  for (const name of Object.keys(dependencies)) {
    if (name.startsWith('@luxcore/')) continue;
    const foreign = realpathSync(join(source, 'node_modules', name));
    const further = Object.keys(readManifest(foreign).dependencies ?? {});
    if (further.length > 0) {
      throw new Error(`${name} needs ${further.join(', ')}, which is not copied`);
    }
    cpSync(foreign, join(modules, name), { recursive: true });
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
