/**
 * One build for every package: ESM and CJS, with types, from the entries that the package's own
 * `exports` name (`./dist/index.js` is built from `src/index.ts`).
 *
 * noble and jose are ESM only, so the CJS output carries them inside: Jest's CJS mode and older bundlers
 * cannot `require` them. The declarations are made without Node's types: an isomorphic source that needs
 * them does not build.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Options } from 'tsup';

interface Target {
  default?: string;
}
interface Manifest {
  exports: Record<
    string,
    { browser?: Target; node?: { import?: Target }; import?: Target } | string
  >;
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
const isForNode = ([, file]: [string, string]): boolean => file.endsWith('.node.ts');
const sharedTypes = Object.fromEntries(Object.entries(entry).filter((one) => !isForNode(one)));
const nodeTypes = Object.fromEntries(Object.entries(entry).filter(isForNode));

/** The entries that have a build of their own for a runtime: `./dist/index.browser.js`. */
function entriesFor(runtime: 'browser' | 'node'): Record<string, string> {
  const suffix = `.${runtime}.js`;
  return Object.fromEntries(
    Object.values(manifest.exports)
      .map((target) => {
        if (typeof target === 'string') return '';
        return (runtime === 'node' ? target.node?.import : target.browser)?.default ?? '';
      })
      .filter((file) => file.endsWith(suffix))
      .map((file) => file.slice('./dist/'.length, -suffix.length))
      .map((name) => [`${name}.${runtime}`, entry[name] ?? '']),
  );
}
const browserEntry = entriesFor('browser');
const nodeEntry = entriesFor('node');

/** For a runtime, `x.<runtime>.ts` stands in for `x.ts` beside it: what only it has, or lacks. */
function standIns(runtime: 'browser' | 'node'): NonNullable<Options['esbuildPlugins']> {
  return [
    {
      name: `in-${runtime}`,
      setup(build) {
        build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
          const standIn = resolve(resolveDir, path.replace(/\.ts$/, `.${runtime}.ts`));
          return existsSync(standIn) ? { path: standIn } : undefined;
        });
      },
    },
  ];
}

// Once, before both builds: each cleaning for itself, one would remove what the other has written.
rmSync('dist', { recursive: true, force: true });

const shared: Options = {
  entry,
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  sourcemap: false,
  dts: { entry: sharedTypes, compilerOptions: { types: [], stripInternal: true } },
};

/** What every CJS build has besides. */
const cjs: Options = { format: 'cjs', noExternal: [/^@noble\//, 'jose'] };

const browserBuild: Options = {
  ...shared,
  entry: browserEntry,
  format: 'esm',
  dts: false,
  esbuildPlugins: standIns('browser'),
};

const nodeBuild: Options = {
  ...shared,
  entry: nodeEntry,
  format: 'esm',
  dts: false,
  esbuildPlugins: standIns('node'),
};

/** The declarations of the subpaths for Node, which alone may need Node's types. */
const nodeTypesBuild: Options = {
  ...shared,
  entry: nodeTypes,
  dts: { only: true, compilerOptions: { types: ['node'], stripInternal: true } },
};

const has = (entries: object): boolean => Object.keys(entries).length > 0;

const config: Options[] = [
  { ...shared, format: 'esm' },
  { ...shared, ...cjs },
  ...(has(browserEntry) ? [browserBuild] : []),
  ...(has(nodeEntry) ? [nodeBuild, { ...nodeBuild, ...cjs }] : []),
  ...(has(nodeTypes)
    ? [
        { ...nodeTypesBuild, format: 'esm' as const },
        { ...nodeTypesBuild, ...cjs },
      ]
    : []),
];

export default config;
