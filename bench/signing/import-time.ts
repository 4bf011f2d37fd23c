/** What importing the bundled package costs a process, over a script that does nothing. */
import { execFileSync } from 'node:child_process';
import { bundleApplication } from '../harness/bundle.ts';
import { shuffled, summarise, type Summary } from '../harness/rounds.ts';

const SCRIPTS = {
  empty: '',
  // On globalThis, so that the bundler keeps every export.
  imported: `import * as signing from '@luxcore/signing'; globalThis.signing = signing;`,
  signed: `import * as signing from '@luxcore/signing'; globalThis.signing = signing;
    signing.createSigner({ merchantId: 1, secret: 'a' }).sign({ method: 'GET', path: '/', body: 'b' });`,
} as const;

type Script = keyof typeof SCRIPTS;

export interface ImportTime {
  /** The whole life of a process with the empty script, in milliseconds. */
  readonly empty: Summary;
  /** What the import adds, round by round. */
  readonly imported: Summary;
  /** What the import and a first signature add. */
  readonly signed: Summary;
}

export async function timeImport(rounds: number): Promise<ImportTime> {
  const names = Object.keys(SCRIPTS) as Script[];
  const files = await Promise.all(
    names.map((name) => bundleApplication(SCRIPTS[name], `import-time/${name}`)),
  );
  const scripts = names.map((name, index) => ({ name, file: files[index] ?? '' }));
  const times: Record<Script, number[]> = { empty: [], imported: [], signed: [] };
  for (const { file } of scripts) execFileSync(process.execPath, [file]);
  for (let round = 0; round < rounds; round++) {
    for (const { name, file } of shuffled(scripts)) {
      const start = performance.now();
      execFileSync(process.execPath, [file]);
      times[name].push(performance.now() - start);
    }
  }
  const added = (name: Script): Summary =>
    summarise(times[name].map((time, round) => time - (times.empty[round] ?? Number.NaN)));
  return { empty: summarise(times.empty), imported: added('imported'), signed: added('signed') };
}
