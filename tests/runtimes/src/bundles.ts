/**
 * Builds the suite for each kind of engine, as its users do: Node, Deno and Bun find the packages
 * themselves, for the others a bundler takes them by the conditions of the engine. All of it is taken
 * from a packed project, nothing from this workspace but the suite.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Names of packages are looked for in the project, wherever the file is that imports them. */
function fromProject(project: string): Plugin {
  const found = Symbol('found');
  return {
    name: 'from-project',
    setup(builder) {
      builder.onResolve({ filter: /^[^./]/ }, ({ path, kind, pluginData }) => {
        const isOwn = pluginData === found || path.startsWith('node:');
        return isOwn
          ? undefined
          : builder.resolve(path, { resolveDir: project, kind, pluginData: found });
      });
    },
  };
}

/** The build for browsers is one file for all, whatever the conditions of the suite around it. */
function withBrowserBuild(project: string, isExternal: boolean): Plugin {
  return {
    name: 'with-browser-build',
    setup(builder) {
      builder.onResolve({ filter: /\/browser-build\.ts$/ }, () =>
        isExternal
          ? { path: './browser-build.js', external: true }
          : { path: join(project, 'browser-build.js') },
      );
    },
  };
}

const BUNDLES: Readonly<Record<string, BuildOptions>> = {
  process: { packages: 'external', external: ['node:*'] },
  workerd: { conditions: ['workerd', 'worker', 'browser'], external: ['node:*'] },
  browser: { conditions: ['browser'] },
  'edge-vm': {
    conditions: ['edge-light', 'worker', 'browser'],
    format: 'iife',
    globalName: 'suite',
  },
  quickjs: { conditions: [], format: 'iife', globalName: 'suite' },
};

/** Writes `<name>.js` of each into the project, and what the suite takes besides. */
export async function buildBundles(project: string): Promise<void> {
  const shared = {
    bundle: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  } as const satisfies BuildOptions;

  await build({
    ...shared,
    entryPoints: [join(HERE, 'suite/browser-build.ts')],
    outfile: join(project, 'browser-build.js'),
    conditions: ['browser'],
    plugins: [fromProject(project)],
  });
  await build({
    ...shared,
    entryPoints: [join(HERE, 'suite/realm.ts')],
    outfile: join(project, 'realm.js'),
    format: 'iife',
    globalName: 'realm',
    plugins: [fromProject(project)],
  });
  for (const [name, options] of Object.entries(BUNDLES)) {
    const isExternal = options.packages === 'external';
    await build({
      ...shared,
      ...options,
      entryPoints: [join(HERE, `entries/${name}.ts`)],
      outfile: join(project, `${name}.js`),
      plugins: [
        withBrowserBuild(project, isExternal),
        ...(isExternal ? [] : [fromProject(project)]),
      ],
    });
  }
}
