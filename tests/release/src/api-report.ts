/**
 * The public types of one entry as text that a reader can compare: what it exports, and what of ours
 * these reach without exporting it, each by name, without comments.
 *
 * The declarations that tsup bundles are spread over files whose names hold a hash, and pass names
 * between them by single letters. Here each declaration stands under the name that its source gave it,
 * so that the text changes with the types alone.
 */
import { format } from 'prettier';
import ts from 'typescript';

/** Reports the declarations of `file`; its package is all below `folder`. */
export async function apiReport(
  program: ts.Program,
  file: string,
  folder: string,
): Promise<string> {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file}: not a module`);

  const imports = new Map<string, Set<string>>();
  const exported = new Map<ts.Symbol, string>();
  const otherNames: string[] = [];
  for (const symbol of checker.getExportsOfModule(module).toSorted(byName)) {
    const target = resolved(checker, symbol);
    const isFirst = !exported.has(target);
    if (isFirst) exported.set(target, symbol.name === 'default' ? target.name : symbol.name);
    const name = exported.get(target);
    if (name !== symbol.name) otherNames.push(`export { ${String(name)} as ${symbol.name} };`);
  }

  const nameOf = (symbol: ts.Symbol): string => exported.get(symbol) ?? symbol.name;
  const told = new Map<ts.Symbol, string>();
  const queue = [...exported.keys()];
  for (const symbol of queue) {
    if (told.has(symbol)) continue;
    const declarations = (symbol.declarations ?? []).map(statementOf);
    const texts = declarations.map((one) => [
      ...(exported.has(symbol) ? remarks(one, nameOf(symbol)) : []),
      textOf(one, (name) => nameOfDeclared(checker, name, nameOf)),
    ]);
    told.set(symbol, texts.flat().join('\n'));
    for (const { reached, from } of declarations.flatMap((one) => reaches(checker, one, folder))) {
      if (from === undefined) queue.push(reached);
      else imports.set(from, (imports.get(from) ?? new Set()).add(reached.name));
    }
  }

  const sorted = [...told].toSorted(([a], [b]) => byName({ name: nameOf(a) }, { name: nameOf(b) }));
  return markdown(
    [...imports]
      .map(([from, names]) => `import { ${[...names].sort().join(', ')} } from '${from}';`)
      .sort(),
    [...sorted.filter(([symbol]) => exported.has(symbol)).map(([, text]) => text), ...otherNames],
    sorted.filter(([symbol]) => !exported.has(symbol)).map(([, text]) => text),
  );
}

/** By code units: the order of a locale depends on the machine. */
function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** A constant is declared by its statement. */
function statementOf(declaration: ts.Declaration): ts.Declaration | ts.VariableStatement {
  const statement = declaration.parent.parent as ts.Node | undefined;
  return statement !== undefined && ts.isVariableStatement(statement) ? statement : declaration;
}

const PRINTER = ts.createPrinter({ removeComments: true });

/** What the comments of a declaration say to a compiler or an editor; and that there are none. */
function remarks(declaration: ts.Declaration | ts.VariableStatement, name: string): string[] {
  const tags = ts.getJSDocTags(declaration).map(({ tagName }) => tagName.text);
  const kept = tags.filter((tag) => ['deprecated', 'experimental', 'internal'].includes(tag));
  const isDocumented = ts.getJSDocCommentsAndTags(declaration).length > 0;
  return [
    ...(isDocumented ? [] : [`// ${name} has no documentation`]),
    ...kept.map((tag) => `// @${tag}`),
  ];
}

/** A declaration without its comments, and with the names that `nameOf` gives. */
function textOf(declaration: ts.Node, nameOf: (name: ts.Identifier) => string): string {
  const renamed = ts.transform(declaration, [
    (context) => (root) => {
      const visit = (node: ts.Node): ts.Node =>
        ts.isIdentifier(node)
          ? context.factory.createIdentifier(nameOf(node))
          : ts.visitEachChild(node, visit, context);
      return ts.visitNode(root, visit);
    },
  ]).transformed[0];
  if (renamed === undefined) throw new Error('nothing to print');
  return PRINTER.printNode(ts.EmitHint.Unspecified, renamed, declaration.getSourceFile());
}

/** The name of what an identifier means, where it is a declaration of ours: not that of this file. */
function nameOfDeclared(
  checker: ts.TypeChecker,
  identifier: ts.Identifier,
  nameOf: (symbol: ts.Symbol) => string,
): string {
  const { parent } = identifier;
  // `export { Inner as Outer }` of a namespace gives a name; it does not use one.
  if (ts.isExportSpecifier(parent) && parent.name === identifier) return identifier.text;
  const named = checker.getSymbolAtLocation(identifier);
  const isForeign = named !== undefined && specifierOf(named)?.startsWith('.') === false;
  return named === undefined || isForeign ? identifier.text : nameOf(resolved(checker, named));
}

interface Reached {
  readonly reached: ts.Symbol;
  /** The package that it comes from, where that is another. */
  readonly from?: string;
}

/** The declarations outside of this one that it names. */
function reaches(checker: ts.TypeChecker, declaration: ts.Node, folder: string): Reached[] {
  const found: Reached[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) {
      const named = checker.getSymbolAtLocation(node);
      if (named !== undefined) found.push(...reachedBy(checker, named, folder));
    }
    ts.forEachChild(node, visit);
  };
  visit(declaration);
  return found;
}

function reachedBy(checker: ts.TypeChecker, named: ts.Symbol, folder: string): Reached[] {
  const from = specifierOf(named);
  if (from !== undefined && !from.startsWith('.')) return [{ reached: named, from }];
  const reached = resolved(checker, named);
  const [first] = reached.declarations ?? [];
  if (first === undefined) return [];
  const isOurs = first.getSourceFile().fileName.startsWith(`${folder}/`);
  const isTopLevel = ts.isSourceFile(statementOf(first).parent);
  return isOurs && isTopLevel ? [{ reached }] : [];
}

/** The module that a name is imported from. */
function specifierOf(named: ts.Symbol): string | undefined {
  const specifier = named.declarations?.find(ts.isImportSpecifier);
  const from = specifier?.parent.parent.parent.moduleSpecifier;
  return from !== undefined && ts.isStringLiteral(from) ? from.text : undefined;
}

async function markdown(
  imports: readonly string[],
  exported: readonly string[],
  reached: readonly string[],
): Promise<string> {
  const block = (texts: readonly string[]): string => `\`\`\`ts\n${texts.join('\n\n')}\n\`\`\`\n`;
  const sections = [
    ...(imports.length === 0 ? [] : ['## From other packages', block([imports.join('\n')])]),
    '## Exported',
    block(exported),
    ...(reached.length === 0 ? [] : ['## Reached, not exported', block(reached)]),
  ];
  const text = sections.join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 100, singleQuote: true });
}
