import type { Stryker } from '@stryker-mutator/core';

type StrykerMutant = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

/** One change that was made to a source file, and what became of it. */
export interface Mutant {
  /** From the folder of the repository, such as `packages/scopes/src/grants.ts`. */
  readonly file: string;
  readonly line: number;
  /** The kind of change, as Stryker calls it, such as `StringLiteral`. */
  readonly mutator: string;
  /** The text that was replaced, on one line. */
  readonly original: string;
  /** What it was replaced with, on one line. */
  readonly replacement: string;
  readonly status: StrykerMutant['status'];
}

/** The text between two positions, whose lines and columns count from 1. */
export function textAt(source: string, { start, end }: StrykerMutant['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  // From the end first: on a single line a cut at the start would move it.
  lines.push((lines.pop() ?? '').slice(0, end.column - 1));
  lines.unshift((lines.shift() ?? '').slice(start.column - 1));
  return lines.join('\n');
}

/** Draws each run of white space together, so that a new indentation makes no new mutant. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
