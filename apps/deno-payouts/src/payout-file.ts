import { minorUnits, type CreateWithdrawal } from '@luxcore/contract';
import { parse } from 'csv-parse/sync';
import { Refusal, refusal } from './refusal.ts';

/** A row of the file, as the payment that it asks for. */
export interface Payout {
  /** As a spreadsheet numbers it: the header is row 1. */
  readonly row: number;
  /** `merchant_reference`: batch and reference of the row. A replay is known by it. */
  readonly reference: string;
  readonly payment: CreateWithdrawal;
}

export const COLUMNS: readonly string[] = [
  'reference',
  'amount',
  'currency',
  'account_type',
  'account',
  'name',
];

/** The kinds of account, and the method that pays to each. */
const ACCOUNTS: Readonly<Record<string, { readonly method: string; readonly form: RegExp }>> = {
  clabe: { method: 'spei', form: /^\d{18}$/ },
  cvu: { method: 'bank_transfer', form: /^\d{22}$/ },
  cbu: { method: 'bank_transfer', form: /^\d{22}$/ },
  payid: { method: 'payid', form: /^\S+$/ },
};

/** Parts batch and row in a `merchant_reference`: with one in the batch, two rows could share it. */
const SEPARATOR = '.';

const REFERENCE = /^\w[\w.-]{0,63}$/;

/**
 * Reads a file of payouts: CSV in UTF-8, with or without BOM, its lines ended by LF or CRLF. Throws
 * what is wrong with any of its rows: one that is paid in part is hard to mend.
 */
export function readPayouts(bytes: Uint8Array, batch: string): Payout[] {
  if (batch.includes(SEPARATOR)) {
    throw new Refusal(`The folder ${batch}: expected a name without "${SEPARATOR}"`);
  }
  const [header, ...records] = recordsOf(bytes);
  if (header?.join() !== COLUMNS.join()) {
    throw new Refusal(`row 1: expected ${COLUMNS.join()}, received ${header?.join() ?? 'nothing'}`);
  }
  if (records.length === 0) throw new Refusal('row 2: expected a payout, received nothing');
  const payouts = new Map<string, Payout>();
  const faults: string[] = [];
  for (const [index, fields] of records.entries()) {
    const row = index + 2;
    try {
      const payout = { row, ...payoutOf(fields, batch) };
      const earlier = payouts.get(payout.reference);
      if (earlier) throw new Error(`reference: that of row ${String(earlier.row)} once more`);
      payouts.set(payout.reference, payout);
    } catch (error) {
      faults.push(`row ${String(row)}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw refusal('The file is not right:', faults);
  return [...payouts.values()];
}

function recordsOf(bytes: Uint8Array): string[][] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A row of too many or too few fields is told with its number, as whatever else is wrong with it.
    return parse(text, { record_delimiter: ['\r\n', '\n'], relax_column_count: true });
  } catch (error) {
    throw new Refusal(`The file is no CSV in UTF-8: ${(error as Error).message}`);
  }
}

function payoutOf(fields: readonly string[], batch: string): Omit<Payout, 'row'> {
  if (fields.length !== COLUMNS.length) {
    throw new Error(`expected ${String(COLUMNS.length)} fields, received ${String(fields.length)}`);
  }
  const padded = fields.findIndex((field) => field !== field.trim());
  if (padded >= 0) throw new Error(`${String(COLUMNS[padded])}: expected no white space around it`);
  const [own = '', amount = '', currency = '', type = '', account = '', name = ''] = fields;
  if (!REFERENCE.test(own)) {
    throw new Error(`reference: expected 1 to 64 of A-Z a-z 0-9 _ . -, received "${own}"`);
  }
  const kind = Object.hasOwn(ACCOUNTS, type) ? ACCOUNTS[type] : undefined;
  if (kind === undefined) {
    const expected = Object.keys(ACCOUNTS).join(', ');
    throw new Error(`account_type: expected one of ${expected}, received "${type}"`);
  }
  if (!kind.form.test(account)) {
    throw new Error(`account: expected a ${type} (${kind.form.source}), received "${account}"`);
  }
  if (name === '') throw new Error('name: expected the recipient, received nothing');
  const units = minorUnits(amount, currency);
  if (units === 0) throw new Error('amount: expected more than 0');
  const reference = `${batch}${SEPARATOR}${own}`;
  return {
    reference,
    payment: {
      type: 'withdrawal',
      amount: units,
      currency,
      method: kind.method,
      merchant_reference: reference,
      customer: { name },
      payout: { [type]: account },
    },
  };
}
