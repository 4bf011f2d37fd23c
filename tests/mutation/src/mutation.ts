/**
 * Mutation testing of the packages that are named, such as `scopes signing`: writes their sections of
 * ../results.md, and exits with 1 when a mutant survives that ../explanations.json does not explain.
 *
 * `--mutate <glob>`, from the package's folder, looks at a part only and writes nothing. `--resume` takes
 * over what a test killed in earlier runs, of parts too.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { draftExplanation, explain, type Explanation } from './explanation.ts';
import { renderSection, replaceSection, survivorsOf } from './report.ts';
import { runStryker } from './run-stryker.ts';
import { tools } from './tools.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const RESULTS = fileURLToPath(new URL('../results.md', import.meta.url));
const EXPLANATIONS = new URL('../explanations.json', import.meta.url);
const SOURCES = ['src/**/*.ts', '!src/**/*.test.ts', '!src/**/*.test-d.ts', '!src/**/test-*.ts'];

function explanationsOf(folder: string): Explanation[] {
  const all = JSON.parse(readFileSync(EXPLANATIONS, 'utf8')) as Explanation[];
  return all.filter(({ file }) => file.startsWith(`${folder}/`));
}

async function writeSection(name: string, section: string): Promise<void> {
  const report = existsSync(RESULTS) ? readFileSync(RESULTS, 'utf8') : '';
  const style = await resolveConfig(RESULTS);
  const text = replaceSection(report, name, section);
  writeFileSync(RESULTS, await format(text, { ...style, parser: 'markdown' }));
}

const { values, positionals } = parseArgs({
  options: {
    mutate: { type: 'string', multiple: true },
    resume: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (positionals.length === 0) throw new TypeError('packages: expected names, received none');

for (const name of positionals) {
  const folder = `packages/${name}`;
  const mutants = await runStryker(ROOT, folder, values.mutate ?? SOURCES, values.resume);
  const { survivors, stale } = explain(survivorsOf(mutants), explanationsOf(folder));
  // A part says nothing of the explanations of the rest.
  const matched = { survivors, stale: values.mutate === undefined ? stale : [] };
  const section = renderSection(name, tools(), mutants, matched);
  console.log(`\n${section}`);
  if (values.mutate === undefined) await writeSection(name, section);

  const unexplained = survivors.filter(({ why }) => why === undefined);
  if (unexplained.length > 0) {
    // In the form of explanations.json, to be copied there once the reason is known.
    console.log(JSON.stringify(unexplained.map(draftExplanation), null, 2));
    process.exitCode = 1;
  }
}
