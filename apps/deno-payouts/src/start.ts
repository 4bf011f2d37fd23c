/**
 * Pays 1,000 rows of a sample at an emulator, with Deno. The emulator keeps what was paid: stop it,
 * kill it, start it again, and see that nothing is paid twice. To begin anew, remove `sample/`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createEmulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { DENO, payoutsArguments } from './payouts-command.ts';
import { sampleFile } from './sample-file.ts';

const PORT = 4013;
const ROWS = 1_000;
const FOLDER = 'sample/payroll';
const KILLED = 137;

process.chdir(new URL('..', import.meta.url).pathname);
mkdirSync(FOLDER, { recursive: true });
const file = `${FOLDER}/payouts.csv`;
if (!existsSync(file)) writeFileSync(file, sampleFile(ROWS));

const emulator = createEmulator({ data: 'sample/emulator.sqlite' });
const { url, close } = await listen(emulator, { port: PORT });
const { merchantId, hmacSecret } = emulator.credentials;
const args = payoutsArguments(FOLDER, url);
console.log(`deno ${args.join(' ')}\n`);

// Ctrl-C is for the script, which ends what it has begun.
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
