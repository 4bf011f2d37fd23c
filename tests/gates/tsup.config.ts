/**
 * One build for every package: ESM, CJS and types, from the entries that the package's own
 * `exports` name (`./dist/index.js` is built from `src/index.ts`).
 *
 * noble is inside: of its 0.7 MB we use SHA-256 alone. jose is ESM only, so the CJS output carries it
 * too: Jest's CJS mode and older bundlers cannot `require` it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
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
    const shared = `src/${name}.ts`;
    return [[name, existsSync(shared) ? shared : `src/${name}.node.ts`]];
  }),
);
const isForNode = (file: string): boolean => file.endsWith('.node.ts');

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
      .map((name) => [`${name}.${runtime}`, `src/${name}.ts`]),
  );
}
const browserEntry = entriesFor('browser');
/** For Node there is a source, which takes of the shared one what it can: as the two builds do. */
const nodeEntry = Object.fromEntries(
  Object.entries(entriesFor('node')).flatMap(([name, shared]) => [
    [name, shared.replace(/\.ts$/, '.node.ts')],
    [basename(name, '.node'), shared],
  ]),
);
const plainEntry = Object.fromEntries(
  Object.entries(entry).filter(([name]) => !(name in nodeEntry)),
);

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** For browsers, `x.browser.ts` stands in for `x.ts` beside it: without what they lack. */
const forBrowsers: Plugin = {
  name: 'for-browsers',
  setup(build) {
    build.onResolve({ filter: /^\..*\.ts$/ }, ({ path, resolveDir }) => {
      const standIn = resolve(resolveDir, path.replace(/\.ts$/, '.browser.ts'));
      return existsSync(standIn) ? { path: standIn } : undefined;
    });
  },
};

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

/** JSON without its spaces, in ASCII: no editor or locale changes it. */
function compact(json: string): string {
  return JSON.stringify(JSON.parse(json)).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Data stays a file of its own beside the module that reads it: one copy for every format. */
const dataAsFile: Plugin = {
  name: 'data-as-file',
  setup(build) {
    build.onResolve({ filter: /^\..*\.json$/ }, ({ path, resolveDir }) => {
      const source = resolve(resolveDir, path);
      const output = resolve('dist', relative('src', source));
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, compact(readFileSync(source, 'utf8')));
      return { path, external: true };
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
    esbuildPlugins: [...plugins, dataAsFile],
    // Every runtime of ours reads `with { type: 'json' }`, which is newer than the rest of the syntax.
    esbuildOptions: (options) => {
      options.supported = { 'import-attributes': true };
    },
  };
}

function cjs(entries: Record<string, string>): Options {
  return {
    ...esm(entries),
    noExternal: [ESM_ONLY],
    outExtension: () => ({ js: '.cjs' }),
    plugins: [toCommonJs],
  };
}

/** Where an entry is for Node alone. What else needs Node's types is found by the linter. */
const nodeTypes = Object.values(entry).some(isForNode) ? ['node'] : [];

/**
 * Declarations, once: those of ESM name those of CommonJS, which a module can import where a script
 * could not import a module's. A class is then one type, however it is imported.
 */
function types(): Options {
  for (const name of Object.keys(entry)) {
    mkdirSync(dirname(`dist/${name}`), { recursive: true });
    writeFileSync(`dist/${name}.d.ts`, `export * from './${basename(name)}.cjs';\n`);
  }
  return {
    entry,
    format: 'cjs',
    dts: { only: true, compilerOptions: { types: nodeTypes, stripInternal: true } },
  };
}

const has = (entries: object): boolean => Object.keys(entries).length > 0;

const config: Options[] = [
  esm(plainEntry),
  cjs(plainEntry),
  // One build, so that both entries share their pieces; apart from the subpaths, so that few are loaded.
  ...(has(nodeEntry) ? [esm(nodeEntry), cjs(nodeEntry)] : []),
  types(),
  ...(has(browserEntry) ? [esm(browserEntry, forBrowsers)] : []),
];

export default config;
