/**
 * Pays a sample of 1,000 rows at an emulator, with Deno: `start.ts [folder [port]]`. The emulator keeps
 * what was paid: stop it, kill it, start it again. To begin anew, remove the folder `sample`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { DENO, payoutsArguments } from './payouts-command.ts';
import { sampleFile } from './sample-file.ts';

const ROWS = 1_000;
const KILLED = 137;

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
// The journal names the origin: it has to be the same again.
const [sample = 'sample', port = '4013'] = process.argv.slice(2);
const folder = `${sample}/payroll`;
mkdirSync(folder, { recursive: true });
if (!existsSync(`${folder}/payouts.csv`)) writeFileSync(`${folder}/payouts.csv`, sampleFile(ROWS));

const emulator = createEmulator({ data: `${sample}/emulator.sqlite` });
const { url, close } = await listen(emulator, { port: Number(port) });
const { merchantId, hmacSecret } = emulator.credentials;
const args = payoutsArguments(folder, url);
console.log(`deno ${args.join(' ')}\n`);

// Ctrl-C is for the script, which finishes what it has begun.
process.on('SIGINT', () => undefined);
const deno = spawn(DENO, args, {
  stdio: 'inherit',
  env: {
    ...process.env,
    LUXCORE_MERCHANT_ID: String(merchantId),
    LUXCORE_HMAC_SECRET: hmacSecret,
  },
});
const [code] = (await once(deno, 'exit')) as [number | null];
await close();
await emulator.close();
process.exitCode = code ?? KILLED;
