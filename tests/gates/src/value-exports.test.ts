/**
 * What a declaration file promises as a value is there at run time, and what is there is declared.
 *
 * A class that the source exports as a type alone is declared as a class by the bundler of the
 * declarations: `instanceof` then compiled and failed.
 */
import { execFileSync } from 'node:child_process';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { declarationFile, declarationsOf, declarationsOfAll } from './declarations.ts';
import { ENTRIES, type Entry } from './published.ts';

const FORMATS = {
  import: {
    script: (specifier: string) => `console.log(Object.keys(await import('${specifier}')).join())`,
    flags: ['--input-type=module'],
  },
  browser: {
    script: (specifier: string) => `console.log(Object.keys(await import('${specifier}')).join())`,
    flags: ['--input-type=module', '--conditions=browser'],
  },
  require: {
    script: (specifier: string) => `console.log(Object.keys(require('${specifier}')).join())`,
    flags: ['--input-type=commonjs'],
  },
} as const;

let program: ts.Program;

beforeAll(() => {
  program = declarationsOfAll();
});

function declaredValues(of: ts.Program, file: string): string[] {
  const checker = of.getTypeChecker();
  const source = of.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file}: not a module`);
  return checker
    .getExportsOfModule(module)
    .filter((symbol) => !(symbol.declarations ?? []).some(isTypeOnly))
    .filter((symbol) => {
      const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
      const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
      return (target.flags & ts.SymbolFlags.Value) !== 0;
    })
    .map(({ name }) => name)
    .sort();
}

/** `export type { Name }` and `export { type Name }`. */
function isTypeOnly(declaration: ts.Declaration): boolean {
  return ts.isExportSpecifier(declaration) && ts.isTypeOnlyExportDeclaration(declaration);
}

function actualValues({ specifier, folder }: Entry, format: keyof typeof FORMATS): string[] {
  const { script, flags } = FORMATS[format];
  const args = [...flags, '--eval', script(specifier)];
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return output.trim().split(',').sort();
}

describe.each(ENTRIES)('$specifier', (entry) => {
  it.each(['import', 'browser', 'require'] as const)(
    'has by %s what its declarations say',
    (format) => {
      const declared = declaredValues(
        program,
        declarationFile(entry, format === 'require' ? 'require' : 'import'),
      );
      expect(declared.length).toBeGreaterThan(0);
      expect(actualValues(entry, format)).toEqual(declared);
    },
  );
});

it('tells values from types', () => {
  const files = {
    '/index.d.ts': `
      declare class Both {} declare class Hidden {} declare class Specified {}
      interface Shape {} declare const value: 1; declare namespace space { const inside: 1; }
      declare enum Kind { A } type Alias = Both;
      export { Both, value, space, Kind, type Specified };
      export type { Hidden, Shape, Alias };
      export * from './other.js';
    `,
    '/other.d.ts': 'export declare function helper(): void; export interface Other {}',
  };
  const made = declarationsOf(files);
  expect(declaredValues(made, '/index.d.ts')).toEqual(['Both', 'Kind', 'helper', 'space', 'value']);
});
