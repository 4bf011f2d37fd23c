/**
 * The declarations as users' compilers read them: strict, with the libraries checked too, because a
 * type that an older compiler does not know is an error in the user's own build.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENTRIES } from '../../gates/src/published.ts';
import { ROOT } from '../../gates/src/turbo.ts';
import { freshProject, runNode, toolPath } from './fresh-project.ts';
import { expectResult, projectSource } from './shop.ts';

const COMPILERS = {
  'TypeScript 5.4': toolPath('typescript54', 'bin/tsc'),
  'TypeScript 6': `${ROOT}node_modules/typescript/bin/tsc`,
  'TypeScript 7': `${ROOT}node_modules/typescript7/bin/tsc`,
};

/** A server knows Node and no browser, what is bundled knows a browser and no Node. */
const RESOLUTIONS = {
  node16: { module: 'node16', lib: ['es2022'], types: ['node'] },
  nodenext: { module: 'nodenext', lib: ['es2022'], types: ['node'] },
  bundler: { module: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], types: [] },
};

const MISTAKE = /\/\/ @ts-expect-error (TS\d+)/;

/** Every mistake of projects/mistakes.ts: its line, and what a compiler calls it. */
const mistakes = projectSource('mistakes.ts')
  .split('\n')
  .flatMap((line, index) => {
    const code = MISTAKE.exec(line)?.[1];
    return code === undefined ? [] : [`mistakes.ts:${String(index + 2)} ${code}`];
  });

function project(resolution: keyof typeof RESOLUTIONS): string {
  const isBundler = resolution === 'bundler';
  const entries = ENTRIES.filter(({ specifier }) => !isBundler || !specifier.endsWith('/node'));
  const imports = entries.map(
    ({ specifier }, index) => `export * as entry${String(index)} from '${specifier}';`,
  );
  const shop = projectSource('shop.ts');
  return freshProject({
    'shop.ts': shop,
    // Only these two have both kinds of modules.
    ...(isBundler ? {} : { 'common.cts': shop, 'entries.cts': imports.join('\n') }),
    'entries.ts': imports.join('\n'),
    'main.ts': `import { shop } from './shop.js';\nconsole.log(JSON.stringify(await shop()));\n`,
    'mistakes.ts': projectSource('mistakes.ts').replaceAll('@ts-expect-error', 'wrong:'),
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        ...RESOLUTIONS[resolution],
        moduleResolution: resolution,
        target: 'es2022',
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        outDir: 'out',
        rootDir: '.',
      },
    }),
  });
}

describe.each(Object.entries(COMPILERS))('%s', (_name, compiler) => {
  it.each(['node16', 'nodenext', 'bundler'] as const)(
    'compiles with %s, finds the mistakes alone, and what it made runs',
    async (resolution) => {
      const folder = project(resolution);
      const { stdout } = await runNode(folder, compiler, '-p', '.', '--pretty', 'false');
      const faults = stdout.split('\n').filter((line) => /^\S/.test(line));
      const found = faults.map((line) =>
        line.replace(/^(.+)\((\d+),\d+\): error (TS\d+).*/, '$1:$2 $3'),
      );
      expect(found).toEqual(mistakes);
      expectResult(await runNode(join(folder, 'out'), 'main.js'));
    },
  );
});

it('looks for more than one kind of mistake', () => {
  expect(new Set(mistakes.map((mistake) => mistake.split(' ')[1])).size).toBeGreaterThan(2);
});
