import type { Journal } from './journal.ts';
import type { Payout } from './payout-file.ts';

/** How many rows have ended, and how. */
export interface Counts {
  readonly total: number;
  readonly done: number;
  readonly paid: number;
  readonly refused: number;
  readonly unknown: number;
}

export function count(payouts: readonly Payout[], journal: Journal): Counts {
  const counts = { paid: 0, existing: 0, refused: 0, unknown: 0, done: 0 };
  for (const { reference } of payouts) {
    const { ending } = journal.of(reference);
    if (ending === undefined) continue;
    counts.done++;
    counts[ending.state]++;
  }
  return { ...counts, total: payouts.length };
}

const EVERY_MS = 100;
const DEFAULT_COLUMNS = 80;
const PLAIN_STEPS = 10;
const CLEAR_LINE = '\r\x1b[K';

/** Shows how far it is on stderr, until it is disposed of: a bar on a terminal, else a line now and then. */
export function showProgress(counts: () => Counts, note: () => string): Disposable {
  const isTerminal = Deno.stderr.isTerminal();
  let told = 0;
  const write = (text: string): void => {
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  };
  const show = (): void => {
    const { done, total } = counts();
    if (isTerminal) {
      write(CLEAR_LINE + bar(counts(), note(), columns()));
    } else if (Math.floor((done / total) * PLAIN_STEPS) > told) {
      told = Math.floor((done / total) * PLAIN_STEPS);
      write(`${text(counts())}\n`);
    }
  };
  show();
  const timer = setInterval(show, EVERY_MS);
  return {
    [Symbol.dispose]() {
      clearInterval(timer);
      show();
      if (isTerminal) write('\n');
    },
  };
}

function text({ done, total, refused, unknown }: Counts): string {
  const failed = `${refused > 0 ? `, ${String(refused)} refused` : ''}${unknown > 0 ? `, ${String(unknown)} unknown` : ''}`;
  return `${String(done)}/${String(total)} rows${failed}`;
}

/** A line that fits: the last column stays free, since some terminals wrap behind it. */
function bar(counts: Counts, note: string, width: number): string {
  const words = ` ${text(counts)}${note}`;
  const length = Math.max(0, Math.min(40, width - words.length - 3));
  const filled = Math.floor((counts.done / counts.total) * length);
  const drawn = length < 5 ? '' : `[${'#'.repeat(filled).padEnd(length, '.')}]`;
  return (drawn + words).slice(0, width - 1);
}

/** Asked each time: a window is resized. A terminal without a size says 0. */
function columns(): number {
  return Deno.consoleSize().columns || DEFAULT_COLUMNS;
}
