/** Writes a benchmark's tables under bench/results, with the machine and the versions that made them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { format } from 'prettier';
import type { Summary } from './rounds.ts';

export function machine(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return `${String(processors.length)} x ${model}, ${process.platform} ${process.arch}`;
}

/** The versions of the packages that bench/package.json pins, by name. */
export function pinnedVersions(): Readonly<Record<string, string>> {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(file) as { devDependencies: Record<string, string> }).devDependencies;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A median with the range of its rounds: `1.82 (1.75-1.90)`. */
export function withRange({ median, lowest, highest }: Summary): string {
  return `${short(median)} (${short(lowest)}-${short(highest)})`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** Writes a page, laid out as the format gate wants it. */
export async function writeResults(name: string, text: string): Promise<void> {
  const formatted = await format(text, { parser: 'markdown' });
  writeFileSync(new URL(`../results/${name}.md`, import.meta.url), formatted);
}
