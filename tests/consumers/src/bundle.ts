/** Bundles a project's file as its users do. What is made stays in the project. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { webpack } from 'webpack';

interface Bundled {
  /** Its path within the project. */
  readonly file: string;
  readonly text: string;
  readonly warnings: readonly string[];
}

function made(folder: string, file: string, warnings: readonly string[]): Bundled {
  return { file, text: readFileSync(join(folder, file), 'utf8'), warnings };
}

async function bundleWithEsbuild(folder: string, entry: string): Promise<Bundled> {
  const file = `esbuild/${entry}`;
  const { warnings } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outfile: join(folder, file),
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  });
  return made(
    folder,
    file,
    warnings.map(({ text }) => text),
  );
}

async function bundleWithRollup(folder: string, entry: string): Promise<Bundled> {
  const file = `rollup/${entry}`;
  const warnings: string[] = [];
  const bundle = await rollup({
    input: join(folder, entry),
    plugins: [nodeResolve({ exportConditions: ['node'] })],
    external: /^node:/,
    onwarn: ({ message }) => warnings.push(message),
  });
  await bundle.write({ file: join(folder, file), format: 'es' });
  await bundle.close();
  return made(folder, file, warnings);
}

async function bundleWithWebpack(folder: string, entry: string): Promise<Bundled> {
  const name = entry.replace(/\.mjs$/, '.cjs');
  const compiler = webpack({
    context: folder,
    mode: 'production',
    target: 'node',
    entry: `./${entry}`,
    output: { path: join(folder, 'webpack'), filename: name },
  });
  const warnings = await new Promise<string[]>((resolve, reject) => {
    compiler.run((error, stats) => {
      const { errors = [], warnings = [] } =
        stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
      compiler.close(() => undefined);
      const [fault] = errors;
      if (error ?? fault) reject(error ?? new Error(fault?.message));
      else resolve(warnings.map(({ message }) => message));
    });
  });
  return made(folder, `webpack/${name}`, warnings);
}

type Bundle = (folder: string, entry: string) => Promise<Bundled>;

export const BUNDLERS: Readonly<Record<string, Bundle>> = {
  esbuild: bundleWithEsbuild,
  Rollup: bundleWithRollup,
  webpack: bundleWithWebpack,
};
