/**
 * Compares a ledger with the payments at LuxCore:
 * `reconcile.ts <ledger.csv> <differences.json> [origin of LuxCore]`, with LUXCORE_API_KEY.
 *
 * Ends with 0 if they agree, 1 if they differ, 2 if they could not be compared.
 */
import { apiKeyFromEnv, createClient } from '@luxcore/client';
import { compare, entryOf, totals, type PaymentEntry } from './compare.ts';
import { readLedger } from './ledger-file.ts';
import { differenceRow, totalRow } from './tables.ts';

const PAGE_SIZE = 100;

try {
  process.exitCode = await main(Bun.argv.slice(2));
} catch (error) {
  console.error(`Not compared: ${(error as Error).message}`);
  process.exitCode = 2;
}

async function main([ledgerPath, jsonPath, origin]: readonly string[]): Promise<number> {
  if (ledgerPath === undefined || jsonPath === undefined) {
    throw new Error('say reconcile.ts <ledger.csv> <differences.json> [origin of LuxCore]');
  }
  const ledger = readLedger(await Bun.file(ledgerPath).bytes());
  const payments = await listPayments(origin);
  const differences = compare(ledger, payments);
  const sums = totals(ledger, payments);

  if (differences.length > 0) console.log(Bun.inspect.table(differences.map(differenceRow)));
  console.log(Bun.inspect.table(sums.map(totalRow)));
  console.log(
    `${String(ledger.length)} rows, ${String(payments.length)} payments: ${String(differences.length)} differences, written to ${jsonPath}`,
  );
  await Bun.write(jsonPath, `${JSON.stringify({ differences, totals: sums }, bigIntAsText, 2)}\n`);
  return differences.length === 0 ? 0 : 1;
}

/** A sum may be more than a number of JSON holds. */
function bigIntAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

async function listPayments(baseUrl: string | undefined): Promise<PaymentEntry[]> {
  const client = createClient({
    // Give it a key that may do no more than payments.read.
    auth: apiKeyFromEnv(),
    baseUrl,
    onEvent: ({ type }) => {
      if (type === 'wait') console.error('Waiting for the rate limit...');
    },
  });
  const payments = new Map<string, PaymentEntry>();
  // What is made meanwhile moves others to a later page, where they come a second time.
  for await (const payment of client.payments.list({ limit: PAGE_SIZE })) {
    payments.set(payment.transaction_id, entryOf(payment));
  }
  return [...payments.values()];
}
