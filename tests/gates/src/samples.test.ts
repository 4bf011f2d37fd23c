/**
 * The samples of every README and docstring compile, and those that need nothing of the reader's run
 * and show what they say. A sample without its import, or with a value that had become another, is
 * found by the first user otherwise.
 */
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSamples, javaScriptFaults } from './check-samples.ts';
import { agrees, instrument } from './instrument-sample.ts';
import { runSamples } from './run-samples.ts';
import { docstringSamples, markdownSamples, unfencedExamples, type Sample } from './samples.ts';
import { ROOT } from './turbo.ts';

/** What docstrings leave to the reader, because it is the reader's own. A README leaves nothing. */
const PRELUDE = `
declare const client: import('@luxcore/client').Client;
declare const method: string;
declare const path: string;
declare const headers: Headers;
declare const body: string;
declare const secret: string;
declare const secrets: Map<string, string>;
declare const signer: import('@luxcore/signing').Signer;
declare const verifier: import('@luxcore/signing').Verifier;
declare const request: Request;
declare const response: Response;
`;

const files = (pattern: string): string[] => globSync(ROOT + pattern).sort();
const read = (file: string): string => readFileSync(file, 'utf8');

const readmes = ['README.md', 'packages/*/README.md'].flatMap(files);
const sources = files('packages/*/src/**/*.ts').filter((file) => !/\.test(?:-d)?\.ts$/.test(file));

const inReadmes = readmes.flatMap((file) => markdownSamples(file, read(file)));
const inSources = sources.flatMap((file) => docstringSamples(file, read(file)));

const typed = [...inReadmes, ...inSources].filter(({ language }) => language === 'ts');
const checked = checkSamples(typed, PRELUDE);

/** JavaScript is not type checked: it is run. TypeScript is, unless it takes something of the reader's. */
const run = [
  ...inReadmes.filter(({ language }) => language === 'js'),
  ...typed.filter((sample, index) => checked[index]?.placeholders.size === 0 && isLocal(sample)),
].map((sample) => ({ sample, ...instrument(sample.code) }));
const runs = runSamples(run.map(({ script }) => script));

/** Whether a sample waits for nothing, or for what is on this machine. */
function isLocal({ code }: Sample): boolean {
  return !/\bawait\b/.test(code) || /createEmulator|127\.0\.0\.1|createVerifier/.test(code);
}

const title = ({ file, line }: Sample): string => `${relative(ROOT, file)}:${String(line)}`;

it.each(typed.map((sample, index) => [title(sample), checked[index]?.faults] as const))(
  '%s compiles',
  (_, faults) => {
    expect(faults).toEqual([]);
  },
);

it.each(run.map((each, index) => [title(each.sample), each.expected, runs[index]] as const))(
  '%s runs and shows what it says',
  (_, expected, result) => {
    expect(result?.error).toBeUndefined();
    const shown = expected.map((says, index) => {
      const text = result?.shown[index];
      // As in the documentation where it agrees, so that a difference shows itself.
      return agrees(text, says) ? says : text;
    });
    expect(shown).toEqual(expected);
  },
);

it('has a fence around each example of a docstring', () => {
  const unfenced = sources.flatMap((file) =>
    unfencedExamples(read(file)).map((line) => `${relative(ROOT, file)}:${String(line)}`),
  );
  expect(unfenced).toEqual([]);
});

// Who copies the first sample of a README has neither a compiler nor variables of that name.
it('has READMEs whose samples are JavaScript too, and complete', () => {
  const complete = checkSamples(inReadmes, '');
  const faults = inReadmes.flatMap((sample, index) => [
    ...javaScriptFaults(sample.code).map((fault) => `${title(sample)} ${fault}`),
    ...(complete[index]?.faults ?? []),
  ]);
  expect(faults).toEqual([]);
});

it('leaves to the reader what some sample takes, no more', () => {
  const declared = [...PRELUDE.matchAll(/declare const (\w+)/g)].map(([, name]) => name);
  const taken = new Set(checked.flatMap(({ placeholders }) => [...placeholders]));
  expect([...taken].sort()).toEqual(declared.sort());
});

describe('the gate itself', () => {
  it('finds samples and their lines', () => {
    const text = 'a\n\n```ts\n1;\n2;\n```\n\n```sh\nls\n```\n\n  ```js title\n  3;\n  ```\n';
    expect(markdownSamples('f', text)).toEqual([
      { file: 'f', line: 4, language: 'ts', code: '1;\n2;\n' },
      { file: 'f', line: 13, language: 'js', code: '  3;\n' },
    ]);
    const source = '/**\n * A.\n * @example\n * ```ts\n * 1;\n *\n * 2;\n * ```\n */\nlet a;';
    expect(docstringSamples('f', source)).toEqual([
      { file: 'f', line: 5, language: 'ts', code: '1;\n\n2;\n' },
    ]);
    expect(unfencedExamples(source)).toEqual([]);
    expect(unfencedExamples('/**\n * A.\n * @example\n * a();\n */')).toEqual([3]);
  });

  it('tells the line of what does not compile, and what a sample takes of the reader', () => {
    const sample = { file: `${ROOT}README.md`, line: 10, language: 'ts' } as const;
    const [bad, good] = checkSamples(
      [
        { ...sample, code: "import { nothing } from '@luxcore/errors';\nlet n: number = 'a';\n" },
        { ...sample, code: 'const own = 1;\nfetch(path, { body });\nown;\n' },
      ],
      'declare const path: string; declare const body: string; declare const own: string;',
    );
    expect(bad?.faults).toEqual([
      expect.stringMatching(/^README\.md:10 .*'nothing'/),
      expect.stringMatching(/^README\.md:11 .*not assignable/),
    ]);
    expect(good?.faults).toEqual([]);
    expect([...(good?.placeholders ?? [])].sort()).toEqual(['body', 'path']);
  });

  it('tells TypeScript from JavaScript', () => {
    expect(javaScriptFaults("console.log({ a: 1 }.a, await fetch('/'));")).toEqual([]);
    expect(javaScriptFaults('export const a = {} as const;')).toEqual([
      expect.stringContaining('only be used in TypeScript'),
    ]);
  });

  it('sees what a sample shows', () => {
    const { script, expected } = instrument(
      [
        "console.log('a', 1); // a 1",
        '({ a: 1 }).a; // 1: one',
        "'abcdef'; // 'abc...'",
        '[1, 2];',
        '// [ 1, 2 ]',
        'Math.random(); // such as 0.5',
        'Math.random(); // a number',
        "throw new TypeError('no, never'); // TypeError: no, ...",
      ].join('\n'),
    );
    expect(expected).toEqual(['a 1', '1', "'abc...'", '[ 1, 2 ]', 'TypeError: no, ...']);
    const [result, failing] = runSamples([script, 'await Promise.reject(new Error("why"));']);
    expect(expected.map((says, index) => agrees(result?.shown[index], says))).toEqual(
      expected.map(() => true),
    );
    expect(failing).toEqual({ shown: {}, error: 'Error: why' });
    expect(agrees('1', '2')).toBe(false);
    expect(agrees('abd', 'abc…')).toBe(false);
    expect(agrees("[ 'a', 1000 ]", "['a', 1_000]")).toBe(true);
    expect(agrees(undefined, '…')).toBe(false);
  });
});
