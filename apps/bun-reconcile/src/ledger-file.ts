import { minorUnits, STATUSES, type Direction, type PaymentStatus } from '@luxcore/contract';
import { parse } from 'csv-parse/sync';

/** A row of the ledger. */
export interface LedgerEntry {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
  readonly reference: string;
  readonly direction: Direction;
  /** In minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly status: PaymentStatus;
}

export const LEDGER_COLUMNS: readonly string[] = [
  'reference',
  'type',
  'amount',
  'currency',
  'status',
];

/**
 * Reads a ledger: CSV in UTF-8, with amounts as decimal text. Throws what is wrong, by row; that a
 * reference comes twice is for the comparison to tell.
 */
export function readLedger(bytes: Uint8Array): LedgerEntry[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const [header, ...rows] = parse(text, { record_delimiter: ['\r\n', '\n'] });
  if (header?.join() !== LEDGER_COLUMNS.join()) {
    throw new Error(`row 1: expected ${LEDGER_COLUMNS.join()}, received ${String(header?.join())}`);
  }
  return rows.map((fields, index) => {
    const row = index + 2;
    try {
      return { row, ...entryOf(fields) };
    } catch (error) {
      throw new Error(`row ${String(row)}: ${(error as Error).message}`, { cause: error });
    }
  });
}

function entryOf(fields: readonly string[]): Omit<LedgerEntry, 'row'> {
  const [reference = '', direction, amount = '', currency = '', status = ''] = fields;
  if (reference === '') throw new Error('reference: expected one, received nothing');
  if (direction !== 'deposit' && direction !== 'withdrawal') {
    throw new Error(`type: expected deposit or withdrawal, received "${String(direction)}"`);
  }
  if (!isStatus(status)) {
    const expected = Object.keys(STATUSES).join(', ');
    throw new Error(`status: expected one of ${expected}, received "${status}"`);
  }
  return { reference, direction, amount: minorUnits(amount, currency), currency, status };
}

function isStatus(text: string): text is PaymentStatus {
  return Object.hasOwn(STATUSES, text);
}
