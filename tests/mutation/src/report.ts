import type { Matched } from './explanation.ts';
import type { Mutant } from './mutant.ts';

const PREFACE = `# Mutation testing

The sources are changed in small ways, one change at a time, and the tests that reach it are run: a
change (a mutant) that no test notices survives. The score is the share of those that are killed or
time out, among these and those that survive or that no test covers. No kind of mutant is left out, and
those of code that runs while a file is loaded are run against all tests. A mutant could not run where
it breaks the loading of a test file, so that no test is there to fail: it counts nowhere.

Made by \`npx pnpm@12.18.0 run mutation <packages>\`, and not by hand: see [README.md](README.md).
`;

/** Longer texts are cut in the table; the explanations hold the whole. */
const MAX_SHOWN_LENGTH = 90;

type Status = Mutant['status'];

const DETECTED: readonly Status[] = ['Killed', 'Timeout'];
const UNDETECTED: readonly Status[] = ['Survived', 'NoCoverage'];

/** The mutants that no test notices, in the order of the source. */
export function survivorsOf(mutants: readonly Mutant[]): Mutant[] {
  return mutants
    .filter(({ status }) => UNDETECTED.includes(status))
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

/** The share of mutants that a test notices, in percent; those that could not run count nowhere. */
export function scoreOf(mutants: readonly Mutant[]): number {
  const detected = count(mutants, DETECTED);
  const total = detected + count(mutants, UNDETECTED);
  return total === 0 ? 0 : (100 * detected) / total;
}

/** The section of one package: its counts, and a row for each survivor. */
export function renderSection(
  name: string,
  tools: string,
  mutants: readonly Mutant[],
  { survivors, stale }: Matched,
): string {
  const counts = [
    ['Score', `**${percent(scoreOf(mutants))}**`],
    ['Mutants', String(mutants.length)],
    ['Killed', String(count(mutants, ['Killed']))],
    ['Timed out', String(count(mutants, ['Timeout']))],
    ['Survived', String(count(mutants, ['Survived']))],
    ['Not covered', String(count(mutants, ['NoCoverage']))],
    ['Could not run', String(count(mutants, ['RuntimeError', 'CompileError', 'Ignored']))],
  ];
  return [
    heading(name),
    '',
    ...table(
      counts.map(([title = '']) => title),
      [counts.map(([, value = '']) => value)],
    ),
    '',
    ...(survivors.length === 0 ? ['No mutant survives.'] : survivorTable(survivors)),
    ...stale.flatMap(({ file, original, replacement }) => [
      '',
      `**STALE** explanation, whose mutant survives no more: ${file}, ${change(original, replacement)}`,
    ]),
    '',
    tools,
  ].join('\n');
}

/** Puts a section into a report, in place of the older one of the same package. */
export function replaceSection(report: string, name: string, section: string): string {
  const [, ...sections] = report.split(/^(?=## )/m);
  const others = sections.filter((other) => !other.startsWith(`${heading(name)}\n`));
  return [PREFACE, ...[...others, section].sort()].map((part) => `${part.trimEnd()}\n`).join('\n');
}

function survivorTable(survivors: Matched['survivors']): string[] {
  return table(
    ['Where', 'Mutator', 'Original → mutant', 'Why it survives'],
    survivors.map(({ file, line, mutator, original, replacement, why }) => [
      `${file.replace(/^.*\/src\//, '')}:${String(line)}`,
      mutator,
      change(original, replacement),
      why ?? '**UNEXPLAINED**',
    ]),
  );
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [titles, titles.map(() => '---'), ...rows].map(
    (cells) => `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`,
  );
}

function change(original: string, replacement: string): string {
  return `${code(original)} → ${code(replacement)}`;
}

function code(text: string): string {
  const shown = text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
  // Two backticks let a template literal stand inside.
  return shown.includes('`') ? `\`\` ${shown} \`\`` : `\`${shown}\``;
}

function heading(name: string): string {
  return `## ${name}`;
}

function count(mutants: readonly Mutant[], statuses: readonly Status[]): number {
  return mutants.filter(({ status }) => statuses.includes(status)).length;
}

function percent(value: number): string {
  // Cut, never rounded up: 99.96 % is not 100 %.
  return `${(Math.floor(value * 10) / 10).toFixed(1)} %`;
}
