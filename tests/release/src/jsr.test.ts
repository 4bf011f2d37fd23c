/**
 * JSR would take the packages. Deno checks their sources before it publishes them, explicit types of all
 * that is public included, and goes as far as it can without a network; then it publishes them to a server
 * on this machine.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeWithTools } from '../../interop/src/required-tools.ts';
import { acceptedFiles, HOW_TO_ACCEPT } from './accepted.ts';
import type { Answer } from './command.ts';
import { denoPublish, makeJsrWorkspace } from './jsr-workspace.ts';
import { localJsr, type LocalJsr } from './local-jsr.ts';
import { publishedPackages } from './packages.ts';
import { PATIENCE_MS, temporaryFolder } from './set-up.ts';

const accepted = acceptedFiles();

/** What a source imports, and exports from elsewhere. Examples in comments do so too. */
const IMPORT = /^(?:import|export|\}) ?[^'\n]*? from '(?<specifier>[^']+)'/gm;

describeWithTools('publishing to JSR', 'jsr.test.ts', ['deno'], () => {
  const folder = join(temporaryFolder(), 'workspace');
  let tried: Answer;
  let published: Answer;
  let jsr: LocalJsr;

  beforeAll(async () => {
    makeJsrWorkspace(folder);
    const env = { DENO_DIR: join(folder, '.deno') };
    tried = await denoPublish(folder, ['--dry-run'], env);
    jsr = await localJsr();
    // The types have just been checked.
    const args = ['--token', 'of-this-machine', '--no-check'];
    published = await denoPublish(folder, args, { ...env, JSR_URL: jsr.url });
  }, PATIENCE_MS);

  afterAll(() => jsr.close());

  it('succeeds in a dry run', () => {
    expect(tried.status, tried.output).toBe(0);
    expect(tried.output).toContain('Checking for slow types');
    expect(tried.output).toContain('Dry run complete');
  });

  it('succeeds on a server', () => {
    expect(published.status, published.output).toBe(0);
    expect(jsr.published.size).toBe(publishedPackages().length);
  });

  describe.each(publishedPackages())('@luxcore/$name', ({ name, manifest }) => {
    it('has the accepted files', () => {
      const files = [...(jsr.published.get(name)?.keys() ?? [])].sort();
      expect(`${files.join('\n')}\n`, HOW_TO_ACCEPT).toBe(
        accepted[`tests/release/published/${name}/jsr.txt`],
      );
      expect(tried.output).toContain(`Simulating publish of ${manifest.name}@${manifest.version} `);
    });

    it('imports what anybody can get: versions of packages, and what runtimes have', () => {
      const sources = [...(jsr.published.get(name) ?? [])].filter(([path]) => path.endsWith('.ts'));
      const specifiers = sources.flatMap(([, text]) =>
        [...text.matchAll(IMPORT)].map(({ groups }) => groups?.specifier ?? ''),
      );
      const outside = new Set(specifiers.filter((one) => !one.startsWith('.')));
      for (const specifier of outside) {
        expect(specifier).toMatch(/^(node:|npm:.+@\d|jsr:@luxcore\/[a-z]+@\^\d)/);
      }
      const needed = Object.keys(manifest.dependencies ?? {});
      for (const dependency of needed) {
        expect(
          [...outside].some((one) => one.includes(`:${dependency}@`)),
          dependency,
        ).toBe(true);
      }
    });
  });
});
