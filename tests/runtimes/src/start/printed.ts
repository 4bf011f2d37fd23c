/** Reads what a suite prints. */
import type { Line } from '../suite/run-suite.ts';

export interface Outcome {
  /** Of each test that ran: what was wrong, `undefined` where nothing was. */
  readonly tests: ReadonlyMap<string, string | undefined>;
  /** How many ran, as the suite says at its end; `undefined` where it did not come to it. */
  readonly ran: number | undefined;
  /** What was printed besides. */
  readonly besides: string;
}

export function readOutcome(printed: readonly string[]): Outcome {
  const tests = new Map<string, string | undefined>();
  const besides: string[] = [];
  let ran: number | undefined;
  for (const text of printed) {
    const line = lineOf(text);
    if (line === undefined) besides.push(text);
    else if ('ran' in line) ran = line.ran;
    else tests.set(line.test, line.error);
  }
  return { tests, ran, besides: besides.join('\n') };
}

function lineOf(text: string): Line | undefined {
  if (!/^\{"(?:test|ran)":/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch {
    // Half a line: the engine has ended in the midst of it.
    return undefined;
  }
}
