import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { readTarball } from './tarball.ts';
import { temporaryFolder } from './set-up.ts';

const folder = temporaryFolder();

function pack(files: Readonly<Record<string, string>>): Uint8Array {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const output = execFileSync('npm', ['pack', '--json', '--offline'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const [packed] = JSON.parse(output) as [{ filename: string }];
  return readFileSync(join(folder, packed.filename));
}

it('reads what npm packed', () => {
  const files = {
    'package.json': '{ "name": "packed", "version": "1.0.0" }',
    'deep/er/one.js': 'x'.repeat(512),
    'two.js': `${'y'.repeat(1024)}é`,
    'empty.js': '',
  };
  const read = readTarball(pack(files));
  expect(Object.fromEntries(read)).toEqual(files);
});
