import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stryker } from '@stryker-mutator/core';
import { keepKills } from './earlier-results.ts';
import { oneLine, textAt, type Mutant } from './mutant.ts';
import { copyPackage } from './package-copy.ts';

const HERE = fileURLToPath(new URL('..', import.meta.url));

/**
 * Changes the sources of one package, one small change after the other, and runs the tests that
 * reach it. All happens in a copy. What comes out is kept beside the copies, for a run that resumes.
 *
 * @param root - The folder of the repository.
 * @param folder - The package's folder in it, such as `packages/scopes`.
 * @param mutate - Globs of the files to change, from the package's folder.
 * @param resume - Whether to take over what a test killed in earlier runs, where neither has changed.
 */
export async function runStryker(
  root: string,
  folder: string,
  mutate: readonly string[],
  resume: boolean,
): Promise<Mutant[]> {
  const reports = join(HERE, 'reports');
  const earlierResults = join(reports, `${basename(folder)}.json`);
  if (resume) keepKills(earlierResults);
  using copy = copyPackage(join(root, folder), reports);
  // Stryker, the runner and its workers take the package from the folder they are started in.
  process.chdir(copy.path);
  const stryker = new Stryker({
    plugins: [fileURLToPath(import.meta.resolve('@stryker-mutator/vitest-runner'))],
    testRunner: 'vitest',
    vitest: { configFile: join(HERE, 'vitest.config.ts') },
    coverageAnalysis: 'perTest',
    mutate: [...mutate],
    inPlace: true,
    incremental: true,
    incrementalFile: earlierResults,
    force: !resume,
    concurrency: 2,
    // A busy machine must not make a slow test look like a test that noticed. Endless loops are known
    // sooner, by how often a mutant is reached.
    timeoutMS: 30_000,
    reporters: ['progress-append-only'],
  });
  const results = await stryker.runMutationTest();
  process.chdir(root);

  return results.map(({ fileName, location, mutatorName, replacement, status }) => {
    const file = relative(copy.path, fileName).replaceAll('\\', '/');
    return {
      file: `${folder}/${file}`,
      line: location.start.line,
      mutator: mutatorName,
      original: oneLine(textAt(copy.sources.get(file) ?? '', location)),
      replacement: oneLine(replacement),
      status,
    };
  });
}
