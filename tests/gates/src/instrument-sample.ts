/**
 * Makes a sample tell what it shows. A comment behind a statement is what it says comes of it:
 *
 *     console.log(error.code); // INVALID_AMOUNT      what is printed
 *     grants(granted, 'payments.read'); // true       the value, where the comment begins with one
 *     throw error; // ValidationError: amount: ...    the error
 *
 * `...` or `…` at its end stands for the rest. What begins with "such as" is another each time.
 */
import ts from 'typescript';

export interface Instrumented {
  /** JavaScript that calls `globalThis.show(index, ...values)` for each expectation. */
  readonly script: string;
  /** What each one should be, in the order of their indices. */
  readonly expected: readonly string[];
}

const LITERAL =
  /^(?:'[^']*'|-?\d[\d_.]*n?|true|false|undefined|null|\[[^\]]*\]|\{.*\})(?=$|[:;,]| \()/;

const PRINTS = new Set(['console.log', 'console.error']);

export function instrument(code: string): Instrumented {
  const source = ts.createSourceFile('sample.ts', code, ts.ScriptTarget.ESNext, true);
  const expected: string[] = [];
  const edits: { start: number; end: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const edit = ts.isExpressionStatement(node) ? shown(node) : undefined;
    if (edit === undefined) ts.forEachChild(node, visit);
    else edits.push(edit);
  };

  function shown(statement: ts.ExpressionStatement): (typeof edits)[number] | undefined {
    const { expression } = statement;
    const comment = commentBehind(code, statement.end);
    if (comment === undefined || comment.startsWith('such as')) return undefined;
    const printed = ts.isCallExpression(expression) && PRINTS.has(expression.expression.getText());
    const says = printed ? comment : LITERAL.exec(comment)?.[0];
    if (says === undefined) return undefined;
    const index = String(expected.push(says) - 1);
    const values = printed
      ? `'format', ${expression.arguments.map((each) => each.getText()).join()}`
      : `'inspect', ${expression.getText()}`;
    return {
      start: statement.getStart(),
      end: statement.end,
      text: `show(${index}, ${values});`,
    };
  }

  visit(source);
  for (const statement of source.statements.filter(ts.isThrowStatement)) {
    const comment = commentBehind(code, statement.end);
    const index = String(expected.push(comment ?? '') - 1);
    const text = `show(${index}, 'format', String(${statement.expression.getText()}));`;
    edits.push({ start: statement.getStart(), end: statement.end, text });
  }
  const told = edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  return { script: ts.transpileModule(told, { compilerOptions }).outputText, expected };
}

/** The comment on the line of a statement, or on that after it. */
function commentBehind(code: string, end: number): string | undefined {
  return /^[ \t]*(?:\n[ \t]*)?\/\/ (.*)/.exec(code.slice(end))?.[1];
}

/** Whether what was shown is what the documentation says, however the two are laid out. */
export function agrees(shown: string | undefined, says: string): boolean {
  if (shown === undefined) return false;
  const beginning = /^(.*?)(?:\.\.\.|…)['"]?$/.exec(says)?.[1];
  if (beginning !== undefined) return compact(shown).startsWith(compact(beginning));
  return compact(shown) === compact(says);
}

function compact(text: string): string {
  return text.replaceAll(/\s*([[\]{}])\s*/g, '$1').replaceAll(/(\d)_(?=\d{3})/g, '$1');
}
