/** Node gets a build of the client with Node's own HTTP client, and nobody else does. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folderOf } from './published.ts';

const folder = folderOf('client');

/** The file that a runtime with these conditions takes. Node has `node` besides, after them. */
function fileFor(...conditions: string[]): string {
  const args = conditions.map((condition) => `--conditions=${condition}`);
  const script = `console.log(import.meta.resolve('@luxcore/client'))`;
  const all = [...args, '--input-type=module', '--eval', script];
  return execFileSync(process.execPath, all, { cwd: folder, encoding: 'utf8' }).trim();
}

// Deno, Bun and bundlers for workers have the condition `node` too.
it.each(['workerd', 'deno', 'bun', 'browser'])('gives %s the build that fetches', (condition) => {
  expect(fileFor(condition)).toMatch(/\/dist\/index\.js$/);
});

it('gives Node its own', () => {
  expect(fileFor()).toMatch(/\/dist\/index\.node\.js$/);
  const script = `console.log(require.resolve('@luxcore/client'))`;
  const file = execFileSync(process.execPath, ['--eval', script], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(file.trim()).toMatch(/\/dist\/index\.node\.cjs$/);
});

/** The text of a build with all pieces that it is split into. */
function textOf(file: string): string {
  const text = readFileSync(`${folder}/dist/${file}`, 'utf8');
  const pieces = [...text.matchAll(/from ["']\.\/(.+?)["']/g)].map(([, piece]) =>
    textOf((piece ?? '').replace(/\.(c?)js$/, file.includes('.d.') ? '.d.$1ts' : '.$1js')),
  );
  return [text, ...pieces].join('\n');
}

it.each(['index.js', 'index.d.ts', 'index.d.cts', 'undici.js', 'undici.d.ts'])(
  'holds nothing of Node in %s',
  (file) => {
    expect(textOf(file)).not.toMatch(/["']node:/);
  },
);
