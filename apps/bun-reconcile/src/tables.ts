import { formatMinorUnits } from '@luxcore/contract';
import { FIELDS, type Difference, type PaymentEntry, type Total } from './compare.ts';
import type { LedgerEntry } from './ledger-file.ts';

/** A difference as a row of the table: the fields that differ, or all where one side has no equal. */
export function differenceRow({
  kind,
  reference,
  fields,
  ledger,
  luxcore,
}: Difference): Record<string, string> {
  const shown = fields.length > 0 ? fields : FIELDS;
  const side = (entries: readonly (LedgerEntry | PaymentEntry)[]): string =>
    entries
      .map((entry) => {
        const amount = formatMinorUnits(entry.amount, entry.currency);
        return shown.map((field) => (field === 'amount' ? amount : entry[field])).join(' ');
      })
      .join('; ');
  return {
    reference,
    difference: [kind.replaceAll('_', ' '), ...fields].join(' '),
    ledger: side(ledger),
    LuxCore: side(luxcore),
  };
}

/** A total as a row of the table. */
export function totalRow({ currency, direction, ledger, luxcore }: Total): Record<string, string> {
  return {
    total: `${currency} ${direction}s`,
    ledger: formatMinorUnits(ledger, currency),
    LuxCore: formatMinorUnits(luxcore, currency),
    difference: formatMinorUnits(luxcore - ledger, currency),
  };
}
