/** What a user downloads and trusts for the client: few packages, of few bytes. */
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { measureInstalled, npmInstall, tarballsOf } from '../../gates/src/npm-install.ts';

const MOST_BYTES = 1_000_000;

it('brings five packages with the client, all of them ours', () => {
  const folder = join(inject('projects'), 'client-alone');
  npmInstall(folder, tarballsOf('client', inject('tarballs')));
  const { packages, bytes } = measureInstalled(folder);
  expect(packages).toEqual([
    '@luxcore/client',
    '@luxcore/contract',
    '@luxcore/errors',
    '@luxcore/scopes',
    '@luxcore/signing',
  ]);
  expect(bytes).toBeLessThan(MOST_BYTES);
});
