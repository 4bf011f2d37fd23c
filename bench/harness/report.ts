/** Writes a benchmark's table under bench/results, with the machine and the versions that made it. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format } from 'prettier';

export function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model ?? 'unknown processor';
  return `${String(processors.length)} x ${model}, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Writes a table, laid out as the format gate wants it. */
export async function writeResults(name: string, text: string): Promise<void> {
  const formatted = await format(text, { parser: 'markdown' });
  writeFileSync(new URL(`../results/${name}.md`, import.meta.url), formatted);
}
