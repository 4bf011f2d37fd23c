/** The declarations that a user's compiler finds for an entry by the `exports` map. */
import ts from 'typescript';
import { ENTRIES, type Entry } from './published.ts';

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  // Our own names alone are asked for: what the language's are made of need not be known.
  noLib: true,
  types: [],
};

/** How an entry is taken: `import` or `require`. */
export type Format = 'import' | 'require';

const MODES = { import: ts.ModuleKind.ESNext, require: ts.ModuleKind.CommonJS } as const;

export function declarationFile({ specifier, folder }: Entry, format: Format): string {
  const { resolvedModule } = ts.resolveModuleName(
    specifier,
    `${folder}/user.ts`,
    OPTIONS,
    ts.sys,
    undefined,
    undefined,
    MODES[format],
  );
  if (resolvedModule === undefined) throw new Error(`${specifier}: no declarations`);
  return resolvedModule.resolvedFileName;
}

/** A program of the declarations of every entry, in both formats. */
export function declarationsOfAll(): ts.Program {
  const files = ENTRIES.flatMap((entry) => [
    declarationFile(entry, 'import'),
    declarationFile(entry, 'require'),
  ]);
  return ts.createProgram(files, OPTIONS);
}

/** A program of declarations that are in no file: their texts by their names. */
export function declarationsOf(files: Readonly<Record<string, string>>): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  host.readFile = (file) => files[file];
  host.fileExists = (file) => file in files;
  // Where it is asked for and does not exist, no file in it is looked for.
  host.directoryExists = () => true;
  host.getSourceFile = (file, options) => {
    const text = files[file];
    return text === undefined ? undefined : ts.createSourceFile(file, text, options);
  };
  return ts.createProgram(Object.keys(files), OPTIONS, host);
}
