/**
 * Makes payments at an emulator and a ledger with a few faults, and has Bun find them. Ends with 0 if
 * it has: that there are differences is what the sample is for.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { BUN } from './reconcile-command.ts';
import { ledgerFile, ledgerRows, makePayments } from './sample.ts';

const PAYMENTS = 240;
const DIFFERENT = 1;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const [sample = 'sample'] = process.argv.slice(2);
mkdirSync(sample, { recursive: true });

const emulator = createEmulator();
const { url, close } = await listen(emulator);
const rows = ledgerRows(await makePayments(emulator, PAYMENTS));
const change = (row: number, field: number, text: string): void => {
  rows[row]?.splice(field, 1, text);
};
change(20, 2, '1.00');
change(40, 3, 'AUD');
change(60, 4, 'processing');
rows.splice(80, 1);
rows.splice(100, 0, ['order-9999', 'deposit', '150.00', 'MXN', 'completed']);
rows.push(rows[120] ?? []);
writeFileSync(`${sample}/ledger.csv`, ledgerFile(rows));

const args = ['src/reconcile.ts', `${sample}/ledger.csv`, `${sample}/differences.json`, url];
console.log(`bun ${args.join(' ')}\n`);
const bun = spawn(BUN, args, {
  stdio: 'inherit',
  env: { ...process.env, LUXCORE_API_KEY: emulator.credentials.readOnlyKey },
});
const [code] = (await once(bun, 'exit')) as [number | null];
console.log(`\nIt ended with ${String(code)}: 1 is for differences, of which the sample has six.`);
await close();
await emulator.close();
process.exitCode = code === DIFFERENT ? 0 : 2;
