/** Finds the samples of documentation: the fences of a README, and those of docstrings. */

export interface Sample {
  readonly file: string;
  /** The line of the file on which the code begins, from 1. */
  readonly line: number;
  readonly language: 'ts' | 'js';
  readonly code: string;
}

const FENCE = /^([ \t]*(?:\* ?)?)```(ts|js)[^\n]*\n([^]*?)^[ \t]*(?:\* ?)?```[ \t]*$/gm;
const DOCSTRING = /\/\*\*[^]*?\*\//g;
const LINE_START = /^[ \t]*\* ?/gm;

export function markdownSamples(file: string, text: string): Sample[] {
  return fences(file, text, 0, text);
}

/** The fences of every docstring. */
export function docstringSamples(file: string, text: string): Sample[] {
  return docstrings(text).flatMap(({ block, start }) =>
    fences(file, block, start, text).map((sample) => ({
      ...sample,
      code: sample.code.replaceAll(LINE_START, ''),
    })),
  );
}

/** The lines of the examples that have no fence, and so are checked by nobody. */
export function unfencedExamples(text: string): number[] {
  return docstrings(text).flatMap(({ block, start }) =>
    [...block.matchAll(/@example(?!\s*\n\s*\* ```ts\n)/g)].map(({ index }) =>
      lineAt(text, start + index),
    ),
  );
}

function docstrings(text: string): { block: string; start: number }[] {
  return [...text.matchAll(DOCSTRING)].map(({ 0: block, index }) => ({ block, start: index }));
}

function fences(file: string, part: string, start: number, whole: string): Sample[] {
  return [...part.matchAll(FENCE)].map(({ index, 2: language, 3: code = '' }) => ({
    file,
    line: lineAt(whole, start + index) + 1,
    language: language as Sample['language'],
    code,
  }));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
