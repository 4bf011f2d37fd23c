/** Publishing to npm, tried on a server of this machine: what is there cannot be taken back. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packAll } from '../../gates/src/packed.ts';
import type { Answer } from './command.ts';
import { contentsOf } from './contents.ts';
import { acceptedFiles, HOW_TO_ACCEPT } from './accepted.ts';
import { localNpm, type LocalNpm } from './local-npm.ts';
import { npmPublish } from './npm-publish.ts';
import { publishedPackages } from './packages.ts';
import { readTarball } from './tarball.ts';
import { PATIENCE_MS, temporaryFolder } from './set-up.ts';

const accepted = acceptedFiles();
const folder = temporaryFolder();
let tarballs: Readonly<Record<string, string>>;
let npm: LocalNpm;

beforeAll(async () => {
  tarballs = packAll(folder);
  npm = await localNpm();
}, PATIENCE_MS);

afterAll(() => npm.close());

function publish(...args: readonly string[]): Promise<Answer> {
  const userconfig = join(folder, 'npmrc');
  writeFileSync(userconfig, `${npm.url.replace('http:', '')}:_authToken=of-this-machine\n`);
  const env = {
    npm_config_registry: npm.url,
    npm_config_userconfig: userconfig,
    npm_config_cache: join(folder, 'cache'),
    npm_config_update_notifier: 'false',
    // As on a developer's machine: no workflow that npm could tell of.
    CI: '',
    GITHUB_ACTIONS: '',
    GITLAB_CI: '',
  };
  return npmPublish(tarballs, args, { cwd: folder, env });
}

it(
  'refuses to publish where provenance cannot be told',
  async () => {
    const { status, output } = await publish();
    expect(status).not.toBe(0);
    expect(output).toMatch(/provenance/);
    expect(npm.published.size).toBe(0);
  },
  PATIENCE_MS,
);

describe('without provenance', () => {
  let first: Answer;
  let second: Answer;

  beforeAll(async () => {
    first = await publish('--provenance=false');
    second = await publish('--provenance=false');
  }, PATIENCE_MS);

  it('publishes each package after those that it needs, once', () => {
    expect(first.status, first.output).toBe(0);
    const order = publishedPackages().map(({ manifest }) => manifest.name);
    expect([...npm.published.keys()]).toEqual(order);
    for (const { manifest } of publishedPackages()) {
      const needed = Object.keys(manifest.dependencies ?? {}).filter((one) => order.includes(one));
      expect(order.slice(0, order.indexOf(manifest.name))).toEqual(expect.arrayContaining(needed));
    }
    expect(second.status, second.output).toBe(0);
    expect(second.output.match(/is there already/g)).toHaveLength(order.length);
  });

  it.each(publishedPackages())(
    'publishes @luxcore/$name as it is accepted',
    ({ name, manifest }) => {
      const publication = npm.published.get(manifest.name);
      expect(publication?.access).toBe('public');
      expect(publication?.['dist-tags']).toEqual({ latest: manifest.version });
      expect(JSON.stringify(publication?.versions)).not.toContain('workspace:');
      const [attached] = Object.values(publication?._attachments ?? {});
      const files = readTarball(Buffer.from(attached?.data ?? '', 'base64'));
      expect(`${contentsOf(files.keys(), manifest).join('\n')}\n`, HOW_TO_ACCEPT).toBe(
        accepted[`tests/release/published/${name}/npm.txt`],
      );
    },
  );
});
