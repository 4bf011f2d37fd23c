/** Makes JavaScript of a benchmark, so that one and the same file runs on every runtime. */
import { build } from 'esbuild';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

// Beside node_modules, so that each runtime finds the packages, and its own builds of them, itself.
const OUTPUT = fileURLToPath(new URL('../dist/', import.meta.url));

/** Bundles our own files and leaves packages alone; returns the path of the script. */
export async function bundleSuite(entry: URL, name: string): Promise<string> {
  const outdir = `${OUTPUT}${name}`;
  // The names of its pieces hold their hashes: those of yesterday would stay.
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints: { [name]: fileURLToPath(entry) },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    // A package that a runtime cannot import must not take the others with it.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
  });
  return `${outdir}/${name}.mjs`;
}

/** Bundles a source text with all that it imports, as an application is; returns the path. */
export async function bundleApplication(source: string, name: string): Promise<string> {
  const outfile = `${OUTPUT}${name}.mjs`;
  await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    outfile,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
  });
  return outfile;
}

/** How large a source text is in a browser with all that it imports, minified and gzipped, in bytes. */
export async function browserBytes(source: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    conditions: ['browser'],
    target: 'es2022',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('esbuild has made no file');
  return gzipSync(file.contents, { level: 9 }).byteLength;
}
