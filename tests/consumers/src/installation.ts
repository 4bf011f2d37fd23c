/**
 * Packs every package and installs the tarballs with npm, as a user would, in a folder that sees
 * nothing of the workspace. Projects take copies of it: see fresh-project.ts.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { npmInstall } from '../../gates/src/npm-install.ts';
import { packAll } from '../../gates/src/packed.ts';
import { ROOT } from '../../gates/src/turbo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder in which projects are made. */
    projects: string;
    /** The path of each tarball, by the name of its package. */
    tarballs: Record<string, string>;
    /** A folder with all of them installed. */
    installation: string;
  }
}

export default function setup(project: TestProject): () => void {
  // What a symbolic link hides would have another name in the messages of some tools.
  const projects = realpathSync(mkdtempSync(join(tmpdir(), 'luxcore-consumers-')));
  const tarballs = packAll(join(projects, 'tarballs'));
  const installation = join(projects, 'installation');
  // Declarations of Node are every TypeScript user's own.
  npmInstall(installation, [...Object.values(tarballs), `@types/node@${pinnedNodeTypes()}`]);
  project.provide('projects', projects);
  project.provide('tarballs', tarballs);
  project.provide('installation', installation);
  return () => {
    rmSync(projects, { recursive: true, force: true });
  };
}

function pinnedNodeTypes(): string {
  const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return manifest.devDependencies['@types/node'] ?? '';
}
