/**
 * Runs the suite on every engine, prints the table of it, and writes it into the README: the figures
 * there are those of a run, and only of one in which every engine was there and every test passed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { declaredFor } from './declared.ts';
import { ENGINE_IDS, ENGINES, type EngineId } from './engines.ts';
import { findEngine } from './start/find-engine.ts';
import { readOutcome } from './start/printed.ts';
import { README, rowsWith, tableOf, withTable } from './table.ts';
import { setUpWorkbench, type Workbench } from './workbench.ts';

/** Runs the suite on an engine; returns the engine's version where all of it passed. */
async function versionThatPasses(id: EngineId, workbench: Workbench): Promise<string | undefined> {
  const { name } = ENGINES[id];
  const engine = findEngine(id);
  if ('missing' in engine) {
    console.error(`${name}: not run: ${engine.missing}`);
    return undefined;
  }
  const start = performance.now();
  const { tests, ran, besides } = readOutcome(await engine.run(workbench));
  const failed = [...tests].filter(([, error]) => error !== undefined);
  const isWhole = ran === declaredFor(id).runs.length && ran === tests.size;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(
    `${name} ${engine.version}: ${String(tests.size - failed.length)} passed, ${String(failed.length)} failed, ${seconds} s`,
  );
  for (const [test, error] of failed) console.error(`  ${test}\n    ${String(error)}`);
  if (!isWhole) console.error(`  it has not run what is declared\n${besides}`);
  return isWhole && failed.length === 0 ? engine.version : undefined;
}

const { close, ...workbench } = await setUpWorkbench();
const versions = new Map<EngineId, string>();
try {
  for (const id of ENGINE_IDS) {
    const version = await versionThatPasses(id, workbench);
    if (version !== undefined) versions.set(id, version);
  }
} finally {
  await close();
}

const table = tableOf(rowsWith((id) => versions.get(id) ?? '-'));
console.log(`\n${table}`);
if (versions.size === ENGINE_IDS.length) {
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), table));
} else {
  console.error('The README stays as it is: not every engine has passed.');
  process.exitCode = 1;
}
