import { formatMinorUnits } from '@luxcore/contract';
import type { Difference, PaymentEntry, Total } from './compare.ts';
import type { LedgerEntry } from './ledger-file.ts';

type Row = Readonly<Record<string, string>>;

/** What is shown of an entry of which the other side has none. */
const SHOWN = ['amount', 'currency', 'status'] as const;

/** A difference as a row of the table: of what differs, the fields that do. */
export function differenceRow({ kind, reference, fields, ledger, luxcore }: Difference): Row {
  const shown = fields.length > 0 ? fields : SHOWN;
  const side = (entries: readonly (LedgerEntry | PaymentEntry)[]): string => {
    const texts = entries.map((entry) => {
      const amount = formatMinorUnits(entry.amount, entry.currency);
      return shown.map((field) => (field === 'amount' ? amount : entry[field])).join(' ');
    });
    return [...new Set(texts)].join('; ');
  };
  return {
    row: ledger.map(({ row }) => row).join(', '),
    reference,
    difference: [kind.replaceAll('_', ' ').replace('luxcore', 'LuxCore'), ...fields].join(' '),
    ledger: side(ledger),
    LuxCore: side(luxcore),
  };
}

/** A total as a row of the table. */
export function totalRow({ currency, direction, ledger, luxcore }: Total): Row {
  return {
    total: `${currency} ${direction}s`,
    ledger: formatMinorUnits(ledger, currency),
    LuxCore: formatMinorUnits(luxcore, currency),
    difference: formatMinorUnits(luxcore - ledger, currency),
  };
}
