/**
 * One build for every package: ESM and CJS, with types, from the entries that the package's own
 * `exports` name (`./dist/index.js` is built from `src/index.ts`).
 *
 * noble is ESM only, so the CJS output carries it inside: Jest's CJS mode and older bundlers cannot
 * `require` it. The declarations are made without Node's types: an isomorphic source that needs
 * them does not build.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from 'tsup';

interface Target {
  default?: string;
}
interface Manifest {
  exports: Record<string, { browser?: Target; import?: Target } | string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

const entry = Object.fromEntries(
  Object.values(manifest.exports).flatMap((target) => {
    const name =
      typeof target === 'string'
        ? undefined
        : /^\.\/dist\/(.+)\.js$/.exec(target.import?.default ?? '')?.[1];
    if (name === undefined) return [];
    const nodeOnly = `src/${name}.node.ts`;
    return [[name, existsSync(nodeOnly) ? nodeOnly : `src/${name}.ts`]];
  }),
);
const usesNode = Object.values(entry).some((file) => file.endsWith('.node.ts'));

/** The entries that have a build of their own for browsers: `./dist/index.browser.js`. */
const browserEntry = Object.fromEntries(
  Object.values(manifest.exports)
    .map((target) => (typeof target === 'string' ? undefined : target.browser?.default))
    .flatMap((file) => /^\.\/dist\/(.+)\.browser\.js$/.exec(file ?? '')?.[1] ?? [])
    .map((name) => [`${name}.browser`, entry[name] ?? '']),
);

/** For browsers, `x.browser.ts` stands in for `x.ts` beside it: what no browser has is left out. */
const inBrowser: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'in-browser',
  setup(build) {
    build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const standIn = resolve(resolveDir, path.replace(/\.ts$/, '.browser.ts'));
      return existsSync(standIn) ? { path: standIn } : undefined;
    });
  },
};

// Once, before both builds: each cleaning for itself, one would remove what the other has written.
rmSync('dist', { recursive: true, force: true });

const shared: Options = {
  entry,
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  sourcemap: false,
  dts: { compilerOptions: { types: usesNode ? ['node'] : [], stripInternal: true } },
};

const browserBuild: Options = {
  ...shared,
  entry: browserEntry,
  format: 'esm',
  dts: false,
  esbuildPlugins: [inBrowser],
};

const config: Options[] = [
  { ...shared, format: 'esm' },
  { ...shared, format: 'cjs', noExternal: [/^@noble\//] },
  ...(Object.keys(browserEntry).length > 0 ? [browserBuild] : []),
];

export default config;
