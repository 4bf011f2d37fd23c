import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { inject } from 'vitest';

const execute = promisify(execFile);
const require = createRequire(import.meta.url);

/** A project of its own: the installed packages, and a user's files by their names. */
export function freshProject(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(inject('projects'), 'project-'));
  const installation = inject('installation');
  cpSync(join(installation, 'node_modules'), join(folder, 'node_modules'), { recursive: true });
  const manifest = { name: 'project', private: true, type: 'module', dependencies: versions() };
  const all = { 'package.json': JSON.stringify(manifest), ...files };
  for (const [name, text] of Object.entries(all)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

function versions(): Record<string, string> {
  const names = Object.keys(inject('tarballs'));
  return Object.fromEntries(names.map((name) => [name, installedManifest(name).version]));
}

export interface InstalledManifest {
  readonly version: string;
  readonly engines?: { readonly node?: string };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

export function installedManifest(name: string): InstalledManifest {
  const file = join(inject('installation'), 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')) as InstalledManifest;
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in a project, with nothing of our environment but PATH: a tool of the workspace
 * must not tell it where we are. Resolves also when it fails.
 */
export async function run(
  folder: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  const options = {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      CI: 'true',
      NO_COLOR: '1',
      DO_NOT_TRACK: '1',
      ...env,
    },
    maxBuffer: 64 * 1024 * 1024,
  };
  try {
    return { code: 0, ...(await execute(command, args, options)) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof code !== 'number' || stdout === undefined) throw error;
    return { code, stdout, stderr: stderr ?? '' };
  }
}

export function runNode(folder: string, ...args: string[]): Promise<Ran> {
  return run(folder, process.execPath, args);
}

/** The path of a tool that this package has installed: of `vite`, `bin/vite.js`. */
export function toolPath(name: string, file: string): string {
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

/** The same of one that is not made for every system: else its name, as the machine may know it. */
export function optionalToolPath(name: string, file: string): string {
  try {
    return toolPath(name, file);
  } catch {
    return name;
  }
}
