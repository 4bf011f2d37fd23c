/** Type checks samples as a user's TypeScript does: strict, against what the packages publish. */
import { relative } from 'node:path';
import ts from 'typescript';
import { folderOf } from './published.ts';
import type { Sample } from './samples.ts';
import { ROOT } from './turbo.ts';

export interface CheckedSample {
  /** Each as `file:line message`, the line being that of the documentation. */
  readonly faults: readonly string[];
  /** The names that it takes from the prelude. */
  readonly placeholders: ReadonlySet<string>;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
};

/** What a sample may import besides ours, and the package of ours that is tested against it. */
export const FOREIGN: Readonly<Record<string, string>> = {
  express: 'webhooks',
  fastify: 'webhooks',
  koa: 'webhooks',
  '@opentelemetry/api': 'client',
  undici: 'client',
};

const PRELUDE = `${ROOT}prelude.d.ts`;

/** The results in the order of the samples. `prelude` declares what samples may leave to the reader. */
export function checkSamples(samples: readonly Sample[], prelude: string): CheckedSample[] {
  // In the root: nothing but what a specifier of ours means there is found by it.
  const names = samples.map((_, index) => `${ROOT}sample-${String(index)}.mts`);
  const texts = new Map(names.map((name, index) => [name, samples[index]?.code ?? '']));
  texts.set(PRELUDE, prelude);
  const program = ts.createProgram([PRELUDE, ...names], OPTIONS, hostOf(texts));
  return names.map((name, index) => check(program, name, samples[index]));
}

/** Why a sample is no JavaScript, if it is none. */
export function javaScriptFaults(code: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(code, {
    fileName: 'sample.mjs',
    reportDiagnostics: true,
    compilerOptions: { allowJs: true, module: ts.ModuleKind.ESNext },
  });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

function hostOf(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, options, ...rest) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, options, ...rest)
      : ts.createSourceFile(file, text, options);
  };
  host.resolveModuleNameLiterals = (literals, containing, redirected, options, source) =>
    literals.map((literal) =>
      ts.resolveModuleName(
        literal.text,
        resolvedFrom(literal.text, containing),
        options,
        host,
        undefined,
        redirected,
        ts.getModeForUsageLocation(source, literal, options),
      ),
    );
  return host;
}

/** From its own folder a package means itself, by its exports map: nothing need be installed. */
function resolvedFrom(specifier: string, containing: string): string {
  const ours = FOREIGN[specifier] ?? /^@luxcore\/([^/]+)/.exec(specifier)?.[1];
  return ours === undefined ? containing : `${folderOf(ours)}/user.mts`;
}

function check(program: ts.Program, name: string, sample: Sample | undefined): CheckedSample {
  const source = program.getSourceFile(name);
  if (source === undefined || sample === undefined) throw new Error(`${name}: not read`);
  const diagnostics = [
    ...program.getSyntacticDiagnostics(source),
    ...program.getSemanticDiagnostics(source),
  ];
  const faults = diagnostics.map(({ start = 0, messageText }) => {
    const { line } = source.getLineAndCharacterOfPosition(start);
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    return `${relative(ROOT, sample.file)}:${String(sample.line + line)} ${message}`;
  });
  return { faults, placeholders: placeholdersOf(program.getTypeChecker(), source) };
}

function placeholdersOf(checker: ts.TypeChecker, source: ts.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const symbol = ts.isShorthandPropertyAssignment(node.parent)
        ? checker.getShorthandAssignmentValueSymbol(node.parent)
        : checker.getSymbolAtLocation(node);
      const isPrelude = symbol?.declarations?.some(
        (declaration) => declaration.getSourceFile().fileName === PRELUDE,
      );
      if (isPrelude === true) found.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
