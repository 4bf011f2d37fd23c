/**
 * JSR would take the packages: Deno checks their sources as it publishes them, explicit types of all that
 * is public included, and goes as far as it can without a network.
 */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeWithTools } from '../../interop/src/required-tools.ts';
import { acceptedFiles, HOW_TO_ACCEPT } from './accepted.ts';
import { denoPublish, makeJsrWorkspace, type Answer } from './jsr-workspace.ts';
import { publishedPackages } from './packages.ts';
import { temporaryFolder } from './temporary-folder.ts';

const accepted = acceptedFiles();

describeWithTools('a dry run of publishing to JSR', 'jsr.test.ts', ['deno'], () => {
  const folder = join(temporaryFolder(), 'workspace');
  let answer: Answer;

  beforeAll(() => {
    makeJsrWorkspace(folder);
    answer = denoPublish(folder, ['--dry-run']);
  }, 300_000);

  it('succeeds', () => {
    expect(answer.status, answer.output).toBe(0);
    expect(answer.output).toContain('Checking for slow types');
  });

  describe.each(publishedPackages())('@luxcore/$name', ({ name, manifest }) => {
    it('is published with the accepted files', () => {
      const [, listed = ''] = answer.output.split(
        `Simulating publish of ${manifest.name}@${manifest.version} with files:\n`,
      );
      const [lines = ''] = listed.split(/^\S/m);
      const root = `/packages/${name}/`;
      const files = lines
        .split('\n')
        .filter((line) => line.includes(root))
        .map((line) => line.slice(line.indexOf(root) + root.length).replace(/ \(.*$/, ''));
      expect(`${files.sort().join('\n')}\n`, HOW_TO_ACCEPT).toBe(
        accepted[`tests/release/published/${name}/jsr.txt`],
      );
    });
  });
});
