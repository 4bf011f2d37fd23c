/**
 * What of a release a reader should see change: the files of each package for npm and for JSR, and the
 * public types of each entry. Each is a file that is committed, and must be as these packages are.
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declarationFile, declarationsOfAll } from '../../gates/src/declarations.ts';
import { ENTRIES } from '../../gates/src/published.ts';
import { ROOT } from '../../gates/src/turbo.ts';
import { apiReport } from './api-report.ts';
import { contentsOf } from './contents.ts';
import { jsrManifest, jsrText } from './jsr-manifest.ts';
import { publishedPackages } from './packages.ts';
import { readTarball } from './tarball.ts';

export const HOW_TO_ACCEPT =
  'If this is meant, run `pnpm --filter release accept` and commit what it writes.';

/** Where the files are, from the root of the repository. */
const FOLDER = 'tests/release/published';

/** The text of each file as it should be, by its path from the root of the repository. */
export type Files = Readonly<Record<string, string>>;

/** `tarballs` are of the packages as they are built. */
export async function filesOfRelease(tarballs: Readonly<Record<string, string>>): Promise<Files> {
  return { ...(await manifestsForJsr()), ...contents(tarballs), ...(await publicTypes()) };
}

async function manifestsForJsr(): Promise<Files> {
  const texts = publishedPackages().map(async (one) => [
    `packages/${one.name}/jsr.json`,
    await jsrText(one),
  ]);
  return Object.fromEntries(await Promise.all(texts)) as Files;
}

function contents(tarballs: Readonly<Record<string, string>>): Files {
  const lists = publishedPackages().flatMap((one) => {
    const tarball = readTarball(readFileSync(tarballs[one.manifest.name] ?? ''));
    const { include, exclude } = jsrManifest(one).publish;
    const forJsr = ['LICENSE', 'jsr.json', ...globSync(include, { cwd: one.folder, exclude })];
    return [
      [`${FOLDER}/${one.name}/npm.txt`, contentsOf(tarball.keys(), one.manifest)],
      [`${FOLDER}/${one.name}/jsr.txt`, forJsr.sort()],
    ] as const;
  });
  return Object.fromEntries(lists.map(([path, lines]) => [path, `${lines.join('\n')}\n`]));
}

async function publicTypes(): Promise<Files> {
  const program = declarationsOfAll();
  const reports = ENTRIES.map(async (entry) => {
    const [, name = '', subpath = 'index'] =
      /^@luxcore\/([^/]+)(?:\/(.+))?$/.exec(entry.specifier) ?? [];
    const report = await apiReport(program, declarationFile(entry, 'import'), entry.folder);
    return [`${FOLDER}/${name}/${subpath}.md`, `# ${entry.specifier}\n\n${report}`];
  });
  return Object.fromEntries(await Promise.all(reports)) as Files;
}

/** The files that are committed, by the same paths. */
export function acceptedFiles(): Files {
  const paths = globSync([`${FOLDER}/*/*`, 'packages/*/jsr.json'], { cwd: ROOT }).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}
