/**
 * What an editor cannot show of a package's public types: what has no documentation, and what a user
 * meets in them and cannot name.
 *
 * What an entry reaches counts as named where that entry or the first of the package exports it: the
 * very same declaration, so that a copy that an entry was built with is found too.
 */
import ts from 'typescript';
import { declarationFile } from './declarations.ts';
import type { Entry } from './published.ts';

type Fault = 'no documentation' | 'no example' | 'not exported';

/** What is wrong with a declaration, or with a member such as `Signer.sign`. */
export interface ShownFault {
  readonly name: string;
  readonly fault: Fault;
}

/** The faults of each entry of one package, of which the first is the package itself. */
export function shownFaults(program: ts.Program, entries: readonly Entry[]): ShownFault[][] {
  const files = entries.map((entry) => declarationFile(entry, 'import'));
  return faultsOfFiles(program, files, entries[0]?.folder ?? '');
}

/** The faults of each file, told where they are met first; the package is all below `folder`. */
export function faultsOfFiles(
  program: ts.Program,
  files: readonly string[],
  folder: string,
): ShownFault[][] {
  const checker = program.getTypeChecker();
  const modules = files.map((file) => exportsOf(program, file));
  const looked = new Set<ts.Symbol>();
  return modules.map((exported) => {
    const named = new Set([...exported, ...(modules[0] ?? [])]);
    const reached = allReached(checker, exported, folder);
    const unnamed = reached.filter((symbol) => !named.has(symbol));
    const unseen = reached.filter((symbol) => !looked.has(symbol));
    for (const symbol of unseen) looked.add(symbol);
    return [
      ...unnamed.map(({ name }) => ({ name, fault: 'not exported' }) as const),
      ...unseen.flatMap((symbol) => undocumented(checker, symbol, named.has(symbol))),
    ];
  });
}

/** The declarations of ours that are exported, and all that these name. */
function allReached(
  checker: ts.TypeChecker,
  exported: ReadonlySet<ts.Symbol>,
  folder: string,
): ts.Symbol[] {
  const isOurs = ({ declarations = [] }: ts.Symbol): boolean =>
    declarations.some((one) => one.getSourceFile().fileName.startsWith(`${folder}/`));
  const found = new Set([...exported].filter(isOurs));
  // What is added on the way is gone through too.
  for (const { declarations = [] } of found)
    for (const symbol of declarations.flatMap((one) => namedIn(checker, one)))
      if (isOurs(symbol)) found.add(symbol);
  return [...found];
}

/** Of what no user can name, the members alone: an editor shows them where it is extended. */
function undocumented(checker: ts.TypeChecker, symbol: ts.Symbol, isNamed: boolean): ShownFault[] {
  const { name, declarations = [] } = symbol;
  const members = declarations.flatMap((one) => undocumentedMembers(checker, one));
  const faults = new Set(members.map((member) => `${name}.${member}`));
  if (isNamed && !isDocumented(checker, symbol)) faults.add(name);
  return [
    ...[...faults].map((name) => ({ name, fault: 'no documentation' }) as const),
    ...(isNamed && declarations.some(lacksExample) ? [{ name, fault: 'no example' } as const] : []),
  ];
}

function exportsOf(program: ts.Program, file: string): Set<ts.Symbol> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file}: not a module`);
  return new Set(checker.getExportsOfModule(module).map((symbol) => resolved(checker, symbol)));
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** As an editor has it: what a member inherits from the one that it overrides counts. */
function isDocumented(checker: ts.TypeChecker, symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

function lacksExample(declaration: ts.Declaration): boolean {
  return (
    ts.isFunctionDeclaration(declaration) &&
    !ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === 'example')
  );
}

function undocumentedMembers(checker: ts.TypeChecker, declaration: ts.Declaration): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node, path: readonly string[]): void => {
    const name = memberName(node);
    const inside = name === undefined ? path : [...path, name.text];
    if (name !== undefined && !saysItself(node)) {
      const symbol = checker.getSymbolAtLocation(name);
      if (symbol === undefined || !isDocumented(checker, symbol)) found.push(inside.join('.'));
    }
    ts.forEachChild(node, (child) => {
      visit(child, inside);
    });
  };
  visit(declaration, []);
  return found;
}

/** The name of a public property, method or accessor. */
function memberName(node: ts.Node): ts.Identifier | ts.StringLiteral | undefined {
  if (!ts.isTypeElement(node) && !ts.isClassElement(node)) return undefined;
  const isPrivate = (ts.getCombinedModifierFlags(node) & ts.ModifierFlags.Private) !== 0;
  const { name } = node;
  if (isPrivate || name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name : undefined;
}

/** A value that is written out in its type: a discriminant, and the rows of a table. */
function saysItself(node: ts.Node): boolean {
  const { type } = node as { readonly type?: ts.TypeNode };
  return type !== undefined && isWrittenOut(type, ts.findAncestor(node, ts.isVariableStatement));
}

function isWrittenOut(type: ts.TypeNode, table: ts.Node | undefined): boolean {
  if (ts.isLiteralTypeNode(type) || type.kind === ts.SyntaxKind.NeverKeyword) return true;
  if (table === undefined) return type.kind === ts.SyntaxKind.UndefinedKeyword;
  if (ts.isTypeOperatorNode(type)) return isWrittenOut(type.type, table);
  return ts.isTupleTypeNode(type) || ts.isTypeLiteralNode(type);
}

/** The declarations of modules that a declaration names. */
function namedIn(checker: ts.TypeChecker, declaration: ts.Node): ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    const named = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    const symbol = named && resolved(checker, named);
    if (symbol?.declarations?.some(isTopLevel)) found.push(symbol);
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

function isTopLevel(declaration: ts.Declaration): boolean {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.isSourceFile(statement.parent);
}
