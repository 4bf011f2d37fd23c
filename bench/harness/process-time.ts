/** What a script adds to the life of a process, over a script that does nothing. */
import { execFileSync } from 'node:child_process';
import { shuffled, summarise, type Summary } from './rounds.ts';

export interface ProcessTimes<Name extends string> {
  /** The whole life of a process with the empty script, in milliseconds. */
  readonly empty: Summary;
  /** What each script adds to it, round by round, in milliseconds. */
  readonly added: Readonly<Record<Name, Summary>>;
}

/** Runs every script once in each round, in random order, each in a process of its own. */
export function timeProcesses<Name extends string>(
  empty: string,
  scripts: Readonly<Record<Name, string>>,
  rounds: number,
): ProcessTimes<Name> {
  const files = Object.values<string>(scripts);
  const all = [empty, ...files].map((file) => ({ file, times: [] as number[] }));
  // The first run reads from the disk.
  for (const { file } of all) execFileSync(process.execPath, [file]);
  for (let round = 0; round < rounds; round++) {
    for (const { file, times } of shuffled(all)) {
      const start = performance.now();
      execFileSync(process.execPath, [file]);
      times.push(performance.now() - start);
    }
  }
  const [base, ...others] = all.map(({ times }) => times);
  const added = Object.keys(scripts).map((name, index) => [
    name,
    summarise((others[index] ?? []).map((time, round) => time - (base?.[round] ?? Number.NaN))),
  ]);
  return {
    empty: summarise(base ?? []),
    added: Object.fromEntries(added) as Record<Name, Summary>,
  };
}
