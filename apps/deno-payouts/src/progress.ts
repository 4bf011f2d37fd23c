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
  const counts = { paid: 0, existing: 0, conflict: 0, refused: 0, unknown: 0, done: 0 };
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
const LONGEST_BAR = 30;
const SHORTEST_BAR = 5;
const CLEAR_LINE = '\r\x1b[K';

/** Shows how far it is on stderr, until it is disposed of: a bar on a terminal, else a line now and then. */
export function showProgress(counts: () => Counts, note: () => string): Disposable {
  const isTerminal = Deno.stderr.isTerminal();
  let told = 0;
  const write = (text: string): void => {
    Deno.stderr.writeSync(new TextEncoder().encode(text));
  };
  const show = (): void => {
    const now = counts();
    const step = Math.floor((now.done / now.total) * PLAIN_STEPS);
    if (isTerminal) write(CLEAR_LINE + bar(now, note(), columns()));
    else if (step > told) write(`${text(now)}\n`);
    told = step;
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
  return [
    `${String(done)}/${String(total)} rows`,
    ...(refused > 0 ? [`${String(refused)} refused`] : []),
    ...(unknown > 0 ? [`${String(unknown)} unknown`] : []),
  ].join(', ');
}

/** A line that fits: the last column stays free, since some terminals wrap behind it. */
function bar(counts: Counts, note: string, width: number): string {
  const words = text(counts) + note;
  const length = Math.min(LONGEST_BAR, width - words.length - '[] '.length - 1);
  if (length < SHORTEST_BAR) return words.slice(0, width - 1);
  const filled = Math.floor((counts.done / counts.total) * length);
  return `[${'#'.repeat(filled).padEnd(length, '.')}] ${words}`;
}

/** Asked each time: a window is resized. A terminal without a size says 0. */
function columns(): number {
  return Deno.consoleSize().columns || DEFAULT_COLUMNS;
}
