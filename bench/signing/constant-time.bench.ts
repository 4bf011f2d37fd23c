/**
 * Asks whether the time of a comparison tells where two signatures differ, on each runtime in turn.
 * With `--quick` it is done once, to see that all runs; nothing is written then.
 */
import { bundleSuite } from '../harness/bundle.ts';
import { machine, table, writeResults } from '../harness/report.ts';
import { runtimes } from '../harness/runtimes.ts';
import type { ConstantTimeReport, ConstantTimeResult } from './constant-time.suite.ts';
import { combinedT } from './welch.ts';

/** What is commonly taken as the sign of a leak: chance alone goes beyond it once in 100,000 times. */
const LIMIT = 4.5;
const QUICK = process.argv.includes('--quick');
const REPETITIONS = QUICK ? 1 : 5;

function verdict(isControl: boolean, t: number): string {
  const isSeen = Math.abs(t) >= LIMIT;
  if (isControl) return isSeen ? 'seen, as it must be' : 'not seen: this measurement says nothing';
  return isSeen ? 'a difference' : 'none seen';
}

function rowOf({ title, isControl, classes, t }: ConstantTimeResult): string[] {
  const all = combinedT(t);
  const sizes = t.map(Math.abs).sort((a, b) => a - b);
  const median = sizes[sizes.length >> 1] ?? Number.NaN;
  const largest = sizes.at(-1) ?? Number.NaN;
  return [
    title,
    classes,
    ...[Math.abs(all), median, largest].map((value) => value.toFixed(1)),
    verdict(isControl, all),
  ];
}

const suite = await bundleSuite(
  new URL('constant-time.suite.ts', import.meta.url),
  'constant-time',
);
const sections = runtimes().map(({ name, run }) => {
  console.error(`${name} ...`);
  const { runtime, results } = JSON.parse(run(suite, String(REPETITIONS))) as ConstantTimeReport;
  const head = ['', 'differ in', '\\|t\\| of all', 'median', 'largest', ''];
  return `## ${runtime}\n\n${table(head, results.map(rowOf))}\n`;
});

const text = `# Constant time

Made by \`npx pnpm@12.18.0 --filter bench run constant-time\` on ${machine()}.

Does the time of a comparison tell where two signatures differ? Welch's t over interleaved samples, in
random order, of digests that differ in their first byte, their last or none; the slowest tenth is left out.
Each test is made ${String(REPETITIONS)} times: all of them together (Stouffer), their median and the largest. Below
${String(LIMIT)} nothing is seen. The controls are comparisons that stop at the first difference: they must go far beyond.

${sections.join('\n')}`;
console.log(text);
if (!QUICK) await writeResults('constant-time', text);
