/** What a run has shown, in words. */
import type { CreationsRun } from './creations-run.ts';
import { FAULTS, type Fault } from './fault-table.ts';
import { RULES, type History, type Rule } from './judge.ts';

const OUTCOMES = ['created', 'recovered', 'existing', 'unknown', 'rejected', 'not_sent'] as const;
const SHOWN_BREACHES = 10;

/** Whether a run has shown nothing that must not be. */
export function isClean({ breaches, crashes }: CreationsRun): boolean {
  return breaches.length === 0 && crashes.length === 0;
}

export function report(run: CreationsRun): string {
  const { histories, breaches, crashes, ended, events, seconds, seed } = run;
  const requests = ended.met.reduce((sum, [, faults]) => sum + faults.length, 0);
  return [
    `${String(histories.length)} calls, ${String(requests)} requests at the proxy, ${String(ended.payments.length)} payments, ${seconds.toFixed(1)} s; the emulator's rate limits were off`,
    `seed ${String(seed)}, fingerprint ${run.fingerprint}: the same plan of calls and faults; what meets what in time differs`,
    `outcomes: ${listOf(outcomes(histories))}`,
    `codes: ${listOf(codes(histories))}`,
    `events: ${events.size === 0 ? 'none' : listOf(events)}`,
    `connections reset as they were accepted: ${String(ended.resetConnections)}`,
    '',
    ...faultTable(run),
    '',
    ...Object.entries(RULES).map(
      ([rule, text]) => `${String(countOf(run, rule as Rule)).padStart(6)}  ${text}`,
    ),
    `${String(crashes.length).padStart(6)}  exceptions and rejections that nobody handled`,
    ...breaches.slice(0, SHOWN_BREACHES).map(({ rule, what }) => `${rule}: ${what}`),
    ...crashes.slice(0, SHOWN_BREACHES).map(String),
  ].join('\n');
}

/** How a call ended, in a word. */
function outcomeOf({ told }: History): string {
  return told.state === 'pending' ? 'pending' : (told.outcome ?? 'untyped');
}

export function outcomes(histories: readonly History[]): ReadonlyMap<string, number> {
  return counted(histories.map(outcomeOf));
}

function codes(histories: readonly History[]): ReadonlyMap<string, number> {
  return counted(
    histories.flatMap(({ told }) => (told.state === 'rejected' ? [told.code ?? 'none'] : [])),
  );
}

function countOf({ breaches }: CreationsRun, wanted: Rule): number {
  return breaches.filter(({ rule }) => rule === wanted).length;
}

/** How often each fault was met, and how the calls ended that met it. */
function faultTable({ histories, ended }: CreationsRun): string[] {
  const met = new Map<Fault, { requests: number; outcomes: Map<string, number> }>();
  for (const [call, faults] of ended.met) {
    const history = histories[call];
    const outcome = history === undefined ? 'pending' : outcomeOf(history);
    for (const fault of faults) {
      const row = met.get(fault) ?? { requests: 0, outcomes: new Map<string, number>() };
      row.requests += 1;
      row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
      met.set(fault, row);
    }
  }
  const line = (name: string, cells: readonly (string | number)[]): string =>
    name.padEnd(21) + cells.map((cell) => String(cell).padStart(10)).join('');
  return [
    line('fault', ['requests', ...OUTCOMES]),
    ...(Object.keys(FAULTS) as Fault[]).map((fault) => {
      const row = met.get(fault);
      return line(fault, [
        row?.requests ?? 0,
        ...OUTCOMES.map((outcome) => row?.outcomes.get(outcome) ?? 0),
      ]);
    }),
  ];
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function listOf(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([name, count]) => `${String(count)} ${name}`)
    .join(', ');
}
