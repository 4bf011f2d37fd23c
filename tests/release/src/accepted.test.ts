/**
 * What a user gets changes only when somebody has seen it change: the files of each package, and the
 * public types of each entry.
 */
import type ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { declarationFile, declarationsOfAll } from '../../gates/src/declarations.ts';
import { packAll } from '../../gates/src/packed.ts';
import { ENTRIES } from '../../gates/src/published.ts';
import { acceptedFiles, filesOfRelease, HOW_TO_ACCEPT, type Files } from './accepted.ts';
import { apiReport } from './api-report.ts';
import { PATIENCE_MS, temporaryFolder } from './set-up.ts';

const accepted = acceptedFiles();
const folder = temporaryFolder();
let files: Files;

beforeAll(async () => {
  files = await filesOfRelease(packAll(folder));
}, PATIENCE_MS);

it.each(Object.keys(accepted))('is as in %s', (path) => {
  expect(files[path], `${path} is not as accepted. ${HOW_TO_ACCEPT}`).toBe(accepted[path]);
});

it('has nothing that was not accepted', () => {
  expect(Object.keys(files).sort(), HOW_TO_ACCEPT).toEqual(Object.keys(accepted));
});

describe('a report', () => {
  let program: ts.Program;

  beforeAll(() => {
    program = declarationsOfAll();
  });

  it.each(ENTRIES)('of $specifier is the same for `require`', async (entry) => {
    const [imported, required] = await Promise.all(
      (['import', 'require'] as const).map((format) =>
        apiReport(program, declarationFile(entry, format), entry.folder),
      ),
    );
    expect(required).toBe(imported);
  });

  it.each(Object.keys(accepted).filter((path) => path.endsWith('.md')))(
    '%s names no file that the build made up',
    (path) => {
      expect(files[path]).not.toMatch(/-[\w-]{8}\.(d\.)?[cm]?[jt]s\b/);
      expect(files[path]).not.toMatch(/from ['"]\./);
    },
  );
});
