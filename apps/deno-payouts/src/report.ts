import { formatMinorUnits } from '@luxcore/contract';
import type { Journal } from './journal.ts';
import type { Payout } from './payout-file.ts';

const STATES = ['paid', 'existing', 'conflict', 'refused', 'unknown', 'not sent'] as const;
type State = (typeof STATES)[number];

interface ReportRow {
  readonly row: number;
  readonly merchant_reference: string;
  readonly amount: string;
  readonly currency: string;
  readonly state: State;
  readonly outcome?: string;
  readonly transaction_id?: string;
  readonly status?: string;
  readonly code?: string;
  readonly message?: string;
}

const CSV_FIELDS = [
  'row',
  'merchant_reference',
  'amount',
  'currency',
  'state',
  'outcome',
  'transaction_id',
  'status',
  'code',
] as const;

const MOST_ROWS_TOLD = 10;

/** Writes `report.json` and `report.csv`, and returns what to tell. */
export async function report(
  folder: string,
  payouts: readonly Payout[],
  journal: Journal,
): Promise<string> {
  const rows = payouts.map((payout) => rowOf(payout, journal));
  const counts = Object.fromEntries(
    STATES.map((state) => [state, rows.filter((row) => row.state === state).length] as const),
  ) as Record<State, number>;
  const isPaid = ({ reference }: Payout) => journal.of(reference).ending?.state === 'paid';
  const paid = Object.fromEntries(
    [...totals(payouts.filter(isPaid))].map(([currency, sum]) => [
      currency,
      formatMinorUnits(sum, currency),
    ]),
  );
  const json = { total: rows.length, ...counts, paid_by_currency: paid, rows };
  const csv = [CSV_FIELDS, ...rows.map((row) => CSV_FIELDS.map((field) => row[field] ?? ''))];
  await Deno.writeTextFile(`${folder}/report.json`, `${JSON.stringify(json, null, 2)}\n`);
  await Deno.writeTextFile(
    `${folder}/report.csv`,
    csv.map((fields) => `${fields.map(quoted).join()}\r\n`).join(''),
  );
  const states = STATES.filter((state) => counts[state] > 0);
  return [
    `${String(rows.length)} rows: ${states.map((state) => `${String(counts[state])} ${state}`).join(', ')}`,
    ...Object.entries(paid).map(([currency, amount]) => `paid: ${amount} ${currency}`),
    ...states.flatMap((state) => told(state, rows)),
    `The report: ${folder}/report.csv and report.json`,
  ].join('\n');
}

/** The sum of each currency, in minor units. */
export function totals(payouts: readonly Payout[]): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const { payment } of payouts) {
    sums.set(payment.currency, (sums.get(payment.currency) ?? 0n) + BigInt(payment.amount));
  }
  return sums;
}

function rowOf({ row, reference, payment }: Payout, journal: Journal): ReportRow {
  const { ending, sentAt } = journal.of(reference);
  return {
    row,
    merchant_reference: reference,
    amount: formatMinorUnits(payment.amount, payment.currency),
    currency: payment.currency,
    // Sent by a run that did not live to see the answer.
    state: sentAt === undefined ? 'not sent' : 'unknown',
    ...ending,
  };
}

const ADVICE: Readonly<Partial<Record<State, string>>> = {
  existing:
    'a payment of this reference was there before this folder sent one. Was the batch paid elsewhere?',
  conflict:
    'the reference has a payment of another amount or method. See whether it is yours before another ' +
    'is made: in a new batch the row may be paid twice.',
  refused: 'not paid. Run again to try once more, or mend the rows in a new batch.',
  unknown:
    'perhaps paid. Run again within five minutes of the first attempt, and it is settled; later, ' +
    'wait for the webhook. Never pay it in another batch before you know.',
  'not sent': 'as they were. Run again to go on.',
};

function told(state: State, all: readonly ReportRow[]): string[] {
  const advice = ADVICE[state];
  if (advice === undefined) return [];
  const rows = all.filter((row) => row.state === state && state !== 'not sent');
  const more = rows.length - MOST_ROWS_TOLD;
  return [
    `${state}: ${advice}`,
    ...rows
      .slice(0, MOST_ROWS_TOLD)
      .map(({ row, merchant_reference, code, message }) =>
        [`  row ${String(row)}`, merchant_reference, code, message].filter(Boolean).join(' '),
      ),
    ...(more > 0 ? [`  and ${String(more)} more`] : []),
  ];
}

function quoted(field: string | number): string {
  const text = String(field);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
