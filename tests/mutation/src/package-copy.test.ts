import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copyPackage } from './package-copy.ts';

const ROOT = mkdtempSync(join(tmpdir(), 'package-copy-'));
const FOLDER = join(ROOT, 'package');
const SOURCE = "export const A = { b: 'c' } as const;\n";

mkdirSync(join(FOLDER, 'src'), { recursive: true });
writeFileSync(join(FOLDER, 'package.json'), '{}');
writeFileSync(join(FOLDER, 'src', 'a.ts'), SOURCE);
writeFileSync(join(FOLDER, 'src', 'a.test.ts'), SOURCE);

afterAll(() => {
  rmSync(ROOT, { recursive: true });
});

it('takes types out of the sources where they stand, and leaves tests and the package alone', () => {
  using copy = copyPackage(FOLDER, ROOT);
  const read = (name: string): string => readFileSync(join(copy.path, 'src', name), 'utf8');
  expect(read('a.ts')).toBe("export const A = { b: 'c' }         ;\n");
  expect(read('a.test.ts')).toBe(SOURCE);
  expect(copy.sources.get('src/a.ts')).toBe(SOURCE);
  expect(readFileSync(join(FOLDER, 'src', 'a.ts'), 'utf8')).toBe(SOURCE);
});

it('is gone when it is no longer used', () => {
  let path: string;
  {
    using copy = copyPackage(FOLDER, ROOT);
    path = copy.path;
    expect(existsSync(path)).toBe(true);
  }
  expect(existsSync(path)).toBe(false);
});
