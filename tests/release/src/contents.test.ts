import { expect, it } from 'vitest';
import { contentsOf } from './contents.ts';

it('names a piece that entries share without its hash', () => {
  const files = [
    'dist/index.js',
    'dist/chunk-5OCAJ2VF.js',
    'dist/events-Sc08q9_A.d.cts',
    'README.md',
  ];
  expect(contentsOf(files, {})).toEqual([
    'README.md',
    'dist/chunk-*.js',
    'dist/events-*.d.cts',
    'dist/index.js',
  ]);
});

it('keeps every piece', () => {
  const files = ['dist/chunk-AAAAAAAA.js', 'dist/chunk-BBBBBBBB.js'];
  expect(contentsOf(files, {})).toEqual(['dist/chunk-*.js', 'dist/chunk-*.js']);
});

it('keeps the name of an entry that looks like a hash', () => {
  const exports = {
    './x': { import: { types: './dist/a-delivery.d.ts', default: './dist/x.js' } },
  };
  expect(contentsOf(['dist/a-delivery.d.ts'], { exports })).toEqual(['dist/a-delivery.d.ts']);
});
