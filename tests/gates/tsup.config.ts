/**
 * One build for every package: ESM and CJS, with types, from the entries that the package's own
 * `exports` name (`./dist/index.js` is built from `src/index.ts`).
 *
 * noble is inside: of its 0.7 MB we use SHA-256 alone. jose is ESM only, so the CJS output carries it
 * too: Jest's CJS mode and older bundlers cannot `require` it. The declarations are made without Node's
 * types: an isomorphic source that needs them does not build.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { transform } from 'esbuild';
import type { Options } from 'tsup';
import { CARRIED } from './src/carried.ts';

interface Targets {
  import?: { default?: string };
}
interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  exports: Record<string, (Targets & { browser?: Targets; node?: Targets }) | string>;
}

const TARGET = 'es2022';

/** What no CommonJS can `require` everywhere. */
const ESM_ONLY = /^jose$/;

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
        return target[runtime]?.import?.default ?? '';
      })
      .filter((file) => file.endsWith(suffix))
      .map((file) => file.slice('./dist/'.length, -suffix.length))
      .map((name) => [`${name}.${runtime}`, entry[name] ?? '']),
  );
}
const browserEntry = entriesFor('browser');
const nodeEntry = entriesFor('node');

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** For a runtime, `x.<runtime>.ts` stands in for `x.ts` beside it: what only it has, or lacks. */
function standIns(runtime: 'browser' | 'node'): Plugin {
  return {
    name: `in-${runtime}`,
    setup(build) {
      build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
        const standIn = resolve(resolveDir, path.replace(/\.ts$/, `.${runtime}.ts`));
        return existsSync(standIn) ? { path: standIn } : undefined;
      });
    },
  };
}

/**
 * Makes CommonJS of the finished modules, so that the entries of a package share their pieces there
 * too. tsup's own way is an older tool, which rewrites newer syntax and gets a field of a class wrong.
 */
const toCommonJs: NonNullable<Options['plugins']>[number] = {
  name: 'to-commonjs',
  async renderChunk(code, { path }) {
    if (!path.endsWith('.cjs')) return undefined;
    const made = await transform(code, {
      format: 'cjs',
      // Tells Node the names, so that a module can import them.
      platform: 'node',
      target: TARGET,
      // A module is strict by itself, a script is not.
      banner: '"use strict";',
      sourcefile: basename(path),
    });
    return { code: made.code };
  },
  buildEnd() {
    const names = { ...manifest.dependencies, ...manifest.devDependencies };
    const carried = Object.keys(names).filter((name) => CARRIED.includes(name));
    if (carried.length === 0) return;
    const licenses = carried.map((name) => {
      const folder = `node_modules/${name}`;
      const license = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      if (license === undefined) throw new Error(`${name} has no license to carry with it`);
      return `${name}\n\n${readFileSync(`${folder}/${license}`, 'utf8').trim()}\n`;
    });
    writeFileSync('dist/third-party-licenses.txt', licenses.join('\n'));
  },
};

/** Data as one text, which is smaller and sooner read than the same as an expression. */
const dataAsText: Plugin = {
  name: 'data-as-text',
  setup(build) {
    build.onLoad({ filter: /\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `export default /* @__PURE__ */ JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

/** CommonJS reads the file that is published beside it. */
const dataAsFile: Plugin = {
  name: 'data-as-file',
  setup(build) {
    build.onResolve({ filter: /\.json$/ }, ({ path, resolveDir }) => {
      const output = resolve('dist', relative('src', resolveDir));
      return { path: relative(output, resolve(resolveDir, path)), external: true };
    });
  },
};

// Once, before all builds: each cleaning for itself, one would remove what the other has written.
rmSync('dist', { recursive: true, force: true });

function esm(entries: Record<string, string>, ...plugins: Plugin[]): Options {
  return {
    entry: entries,
    format: 'esm',
    target: TARGET,
    platform: 'neutral',
    splitting: true,
    sourcemap: false,
    dts: false,
    esbuildPlugins: [...plugins, dataAsText],
  };
}

function cjs(entries: Record<string, string>, ...plugins: Plugin[]): Options {
  return {
    ...esm(entries),
    noExternal: [ESM_ONLY],
    outExtension: () => ({ js: '.cjs' }),
    plugins: [toCommonJs],
    esbuildPlugins: [...plugins, dataAsFile],
  };
}

/** Declarations, of which ESM and CJS have the same. */
function types(entries: Record<string, string>, of: string[]): Options {
  return {
    entry: entries,
    format: ['esm', 'cjs'],
    dts: { only: true, compilerOptions: { types: of, stripInternal: true } },
  };
}

const has = (entries: object): boolean => Object.keys(entries).length > 0;

const config: Options[] = [
  esm(entry),
  cjs(entry),
  types(sharedTypes, []),
  ...(has(browserEntry) ? [esm(browserEntry, standIns('browser'))] : []),
  ...(has(nodeEntry) ? [esm(nodeEntry, standIns('node')), cjs(nodeEntry, standIns('node'))] : []),
  // The subpaths for Node alone may need Node's types.
  ...(has(nodeTypes) ? [types(nodeTypes, ['node'])] : []),
];

export default config;
