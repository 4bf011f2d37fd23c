import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** As much as is read of a report of Stryker. */
interface Results {
  readonly files: Readonly<Record<string, { mutants: readonly { readonly status: string }[] }>>;
}

/**
 * Leaves of earlier results only what a test has killed: Stryker does not see that a new test, or a
 * calmer machine, would end another way what survived, timed out or could not run.
 *
 * @param path - Where Stryker keeps them; there need be none.
 */
export function keepKills(path: string): void {
  if (!existsSync(path)) return;
  const results = JSON.parse(readFileSync(path, 'utf8')) as Results;
  for (const file of Object.values(results.files)) {
    file.mutants = file.mutants.filter(({ status }) => status === 'Killed');
  }
  writeFileSync(path, JSON.stringify(results));
}
