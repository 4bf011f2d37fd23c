/**
 * Whatever a user of a package meets in an editor has a name that can be imported, and documentation:
 * each export, each option and field of it, and for each function an example, which samples.test.ts
 * runs. Of an option without documentation nobody knows the unit, nor what happens without it.
 *
 * A field whose type is one value, as a discriminant and the rows of a table have, says itself.
 */
import type ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { declarationsOf, declarationsOfAll } from './declarations.ts';
import { HOUSE } from './house.ts';
import { ENTRIES, folderOf, type Entry } from './published.ts';
import { EXCEPTIONS } from './shown-exceptions.ts';
import { faultsOfFiles, shownFaults, type ShownFault } from './shown-types.ts';

const exceptions = Object.values(EXCEPTIONS).flat();
const told = ({ name, fault }: ShownFault): string => `${name}: ${fault}`;

/** The same of the declaration that a member is of. */
const toldOfWhole = ({ name, fault }: ShownFault): string =>
  told({ name: name.split('.', 1).join(''), fault });

function exceptionsOf(entry: Entry): string[] {
  return exceptions
    .filter(({ specifier }) => specifier === entry.specifier)
    .flatMap(({ names, fault }) => names.map((name) => told({ name, fault })));
}

describe.each(Object.keys(HOUSE))('%s', (name) => {
  const entries = ENTRIES.filter(({ folder }) => folder === folderOf(name));
  const faults = new Map<Entry, readonly ShownFault[]>();

  beforeAll(() => {
    const found = shownFaults(allDeclarations(), entries);
    for (const [index, entry] of entries.entries()) faults.set(entry, found[index] ?? []);
  });

  it.each(entries)('shows all that is in $specifier', (entry) => {
    const meant = exceptionsOf(entry);
    const found = faults.get(entry) ?? [];
    expect(found.filter((fault) => !meant.includes(toldOfWhole(fault))).map(told)).toEqual([]);
  });

  it.each(entries)('has no exception of $specifier without need', (entry) => {
    const needed = (faults.get(entry) ?? []).map(toldOfWhole);
    expect(exceptionsOf(entry).filter((one) => !needed.includes(one))).toEqual([]);
  });
});

let program: ts.Program | undefined;

function allDeclarations(): ts.Program {
  return (program ??= declarationsOfAll());
}

it('has no exception of an entry that is not there', () => {
  const specifiers = ENTRIES.map(({ specifier }) => specifier);
  expect(exceptions.filter(({ specifier }) => !specifiers.includes(specifier))).toEqual([]);
});

describe('the gate itself', () => {
  /** The faults of each file, in their order: the first is the package itself. */
  function faultsOf(files: Readonly<Record<string, string>>): string[][] {
    // A comment on the line of what stands before it belongs to that; and without a list of exports
    // a declaration file exports all that is in it.
    const written = Object.entries(files).map(([file, text]) => [
      file,
      `${text.replaceAll('/**', '\n/**')}\nexport {};`,
    ]);
    const made = declarationsOf(Object.fromEntries(written) as Record<string, string>);
    return faultsOfFiles(made, Object.keys(files), '/ours').map((one) => one.map(told));
  }

  const faultsIn = (text: string): string[] => faultsOf({ '/ours/index.d.ts': text }).flat();

  // Where `<doc>` stands there is documentation, or none.
  it.each([
    ['an export', '<doc> export declare const limit: number;', 'limit'],
    [
      'what is exported by a list',
      '<doc> interface Inner {} export type { Inner as Outer };',
      'Inner',
    ],
    [
      'an option',
      '/** A. */ export interface A { <doc> readonly timeoutMs?: number }',
      'A.timeoutMs',
    ],
    ['a method', '/** A. */ export interface A { <doc> sign(): void }', 'A.sign'],
    ['a field of a class', '/** A. */ export declare class A { <doc> readonly b: string }', 'A.b'],
    ['an accessor', '/** A. */ export declare class A { <doc> get b(): string }', 'A.b'],
    [
      'an option of a function',
      '/** A. @example x */ export declare function f(options: { <doc> ms?: number }): void;',
      'f.ms',
    ],
    [
      'an option of a method',
      '/** A. */ export interface A { /** B. */ f(options: { <doc> ms?: number }): void }',
      'A.f.ms',
    ],
    [
      'what is inside of a field',
      '/** A. */ export interface A { /** B. */ readonly b: { <doc> readonly c: string } }',
      'A.b.c',
    ],
    [
      'a row of which the table does not tell',
      '/** A. */ export interface Row {} /** B. */ export declare const TABLE: { <doc> readonly v1: Row };',
      'TABLE.v1',
    ],
    [
      'a field that may be undefined',
      '/** A. */ export interface A { <doc> readonly b?: string | undefined }',
      'A.b',
    ],
  ])('finds %s without documentation', (_what, text, name) => {
    expect(faultsIn(text.replace('<doc>', ''))).toEqual([`${name}: no documentation`]);
    expect(faultsIn(text.replace('<doc>', '/** C. */'))).toEqual([]);
  });

  it.each([
    [
      'a discriminant',
      "/** A. */ export interface A { readonly type: 'a'; readonly ok: true; readonly body?: never }",
    ],
    [
      'the rows of a table',
      "/** A. */ export declare const TABLE: { readonly a: { readonly b: 1; readonly c: readonly ['d'] } };",
    ],
    [
      'what overrides a member with documentation',
      '/** A. */ export interface A { /** B. */ f(): 1 | 2 } /** C. */ export interface C extends A { f(): 1 }',
    ],
    ['what is private', '/** A. */ export declare class A { #secret: string; private b: number; }'],
  ])('takes %s as it is', (_what, text) => {
    expect(faultsIn(text)).toEqual([]);
  });

  it('finds the members of what is not exported: an editor shows those that are inherited', () => {
    const text =
      'declare class Base { code: string } /** A. */ export declare class A extends Base {}';
    expect(faultsIn(text)).toEqual(['Base: not exported', 'Base.code: no documentation']);
  });

  it('finds what is reached and has no name, however far', () => {
    const far =
      'interface Deep {} interface Hidden { /** A. */ deep: Deep } /** B. */ export type A = Hidden;';
    expect(faultsIn(far)).toEqual(['Hidden: not exported', 'Deep: not exported']);
    expect(faultsIn(`${far} /** C. */ export type { Hidden, Deep };`)).toEqual([
      'Hidden: no documentation',
      'Deep: no documentation',
    ]);
  });

  it('takes what the first entry names, and finds a copy of it', () => {
    const shared = {
      '/ours/index.d.ts': "export type { Body } from './body.js';",
      '/ours/body.d.ts': '/** A. */ export interface Body {}',
    };
    const reaching = '/** B. */ export declare const b: Body;';
    const named = "import type { Body } from './body.js';";
    expect(faultsOf({ ...shared, '/ours/node.d.ts': named + reaching }).flat()).toEqual([]);
    const copied = '/** A. */ interface Body {}';
    expect(faultsOf({ ...shared, '/ours/node.d.ts': `${copied} ${reaching}` }).flat()).toEqual([
      'Body: not exported',
    ]);
  });

  it('finds what another entry than the first names', () => {
    const faults = faultsOf({
      '/ours/index.d.ts': "import type { Body } from './koa.js'; /** B. */ export type B = Body;",
      '/ours/koa.d.ts': '/** A. */ export interface Body {}',
    });
    expect(faults).toEqual([['Body: not exported'], []]);
  });

  it('leaves other packages alone', () => {
    const faults = faultsOf({
      '/ours/index.d.ts':
        "import type { Theirs } from '../theirs/index.js'; export { theirs } from '../theirs/index.js'; /** A. */ export type A = Theirs;",
      '/theirs/index.d.ts': 'export interface Theirs { x: 1 } export declare const theirs: number;',
    });
    expect(faults[0]).toEqual([]);
  });

  it('finds a function without an example', () => {
    const text = '/** A. */ export declare function f(): void;';
    expect(faultsIn(text)).toEqual(['f: no example']);
    expect(faultsIn(text.replace('A.', 'A. @example x'))).toEqual([]);
  });
});
