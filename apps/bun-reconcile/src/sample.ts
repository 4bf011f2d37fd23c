/** Payments at an emulator and the ledger of somebody who kept it by hand, for the sample and the tests. */
import { apiKey, createClient } from '@luxcore/client';
import { formatMinorUnits, type Payment } from '@luxcore/contract';
import type { Emulator } from '@luxcore/emulator';
import { entryOf } from './compare.ts';
import { LEDGER_COLUMNS } from './ledger-file.ts';

/** Makes so many payments, and returns them as LuxCore lists them: the newest first. */
export async function makePayments(
  { fetch, control, credentials }: Emulator,
  payments: number,
  first = 1,
): Promise<Payment[]> {
  const client = createClient({ auth: apiKey(credentials.testKey), fetch });
  const ids: string[] = [];
  for (let index = 0; index < payments; index++) {
    const shared = {
      amount: 10_000 + index,
      merchant_reference: `order-${String(index + first).padStart(4, '0')}`,
    };
    const { transaction_id } = await client.payments.create(
      index % 4 === 0
        ? {
            ...shared,
            type: 'withdrawal',
            currency: 'ARS',
            method: 'bank_transfer',
            payout: { cbu: '0170099220000067797370' },
          }
        : { ...shared, type: 'deposit', currency: 'MXN', method: 'spei' },
    );
    ids.push(transaction_id);
  }
  // Withdrawals complete by themselves; of the deposits all but the last ten are paid.
  await control.advance('1m');
  for (const [index, id] of ids.slice(0, -10).entries()) {
    if (index % 4 !== 0) control.settle(id, 'completed');
  }
  const made: Payment[] = [];
  for await (const payment of client.payments.list({ limit: 100 })) made.push(payment);
  return made;
}

/** The rows of a ledger that agrees with these payments. */
export function ledgerRows(payments: readonly Payment[]): string[][] {
  return payments.map((payment) => {
    const { reference, direction, amount, currency, status } = entryOf(payment);
    return [reference, direction, formatMinorUnits(amount, currency), currency, status];
  });
}

export function ledgerFile(rows: readonly (readonly string[])[]): string {
  return [LEDGER_COLUMNS, ...rows].map((fields) => `${fields.join()}\n`).join('');
}
