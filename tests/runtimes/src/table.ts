/** The table of the engines, as the README shows it between its two marks. */
import { declaredFor } from './declared.ts';
import { ENGINE_IDS, ENGINES, type EngineId } from './engines.ts';

export const README: URL = new URL('../../../README.md', import.meta.url);

const BEGIN = '<!-- runtimes: made by `pnpm --filter runtimes run matrix` -->\n';
const END = '<!-- /runtimes -->';
const HEAD = ['Engine', 'Version', 'Tests', 'Not run there, and why'];

/** The cells of each engine. */
export function rowsWith(versionOf: (id: EngineId) => string): string[][] {
  return ENGINE_IDS.map((id) => {
    const { runs, notRun } = declaredFor(id);
    const reasons = notRun.map(({ tests, reason }) => `${String(tests.length)}: ${reason}`);
    return [ENGINES[id].name, versionOf(id), String(runs.length), reasons.join('<br>') || 'none'];
  });
}

/** As prettier writes it. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lineOf = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = lineOf(widths.map((width) => '-'.repeat(width)));
  return [lineOf(HEAD), rule, ...rows.map(lineOf)].join('');
}

/** The cells that a README has. */
export function readRows(readme: string): string[][] {
  const { table } = parts(readme);
  return table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').slice(1, -1))
    .map((cells) => cells.map((cell) => cell.trim()));
}

export function withTable(readme: string, table: string): string {
  const { before, after } = parts(readme);
  return `${before}\n${table}\n${after}`;
}

function parts(readme: string): { before: string; table: string; after: string } {
  const begin = readme.indexOf(BEGIN) + BEGIN.length;
  const end = readme.indexOf(END);
  if (begin < BEGIN.length || end < begin) throw new Error('the README has no marks of the table');
  return {
    before: readme.slice(0, begin),
    table: readme.slice(begin, end),
    after: readme.slice(end),
  };
}
