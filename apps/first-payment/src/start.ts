/**
 * Starts the emulator and then the merchant, each as a process of its own, and ends with the
 * merchant's verdict. On a terminal the emulator stays, for the reader to try.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Credentials } from '@luxcore/emulator';

interface Started {
  readonly url: string;
  readonly credentials: Credentials;
}

const START_TIMEOUT_MS = 20_000;

const emulator = spawn(process.execPath, [script('emulator.ts')], {
  stdio: ['pipe', 'pipe', 'inherit'],
});
const { url, credentials } = await started(emulator);
console.log(`LuxCore emulator at ${url}`);

const merchant = spawn(process.execPath, [script('merchant.ts')], {
  stdio: 'inherit',
  env: {
    ...process.env,
    LUXCORE_URL: url,
    LUXCORE_MERCHANT_ID: String(credentials.merchantId),
    LUXCORE_HMAC_SECRET: credentials.hmacSecret,
    LUXCORE_API_KEY: credentials.testKey,
    LUXCORE_READ_ONLY_KEY: credentials.readOnlyKey,
  },
});
const [code] = (await once(merchant, 'exit')) as [number | null];
process.exitCode = code ?? 1;

if (process.exitCode === 0) console.log('\nAll six steps hold.');
if (process.exitCode === 0 && process.stdin.isTTY && process.stdout.isTTY) {
  console.log(`
The emulator stays until you press Ctrl-C. In another terminal:

${exports()}
  sh tests/interop/src/pay.sh

Its other keys: ${credentials.readOnlyKey} may only read,
${credentials.productionKey} is its production. None of them works anywhere else.`);
  process.once('SIGINT', stop);
} else {
  stop();
}

function exports(): string {
  return Object.entries({
    LUXCORE_URL: url,
    LUXCORE_MERCHANT_ID: credentials.merchantId,
    LUXCORE_HMAC_SECRET: credentials.hmacSecret,
    LUXCORE_API_KEY: credentials.testKey,
  })
    .map(([name, value]) => `  export ${name}=${String(value)}`)
    .join('\n');
}

function stop(): void {
  emulator.kill();
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Waits for the first line of the emulator, and no longer than for a slow machine's start. */
async function started(process: ChildProcess): Promise<Started> {
  const { stdout } = process;
  if (stdout === null) throw new Error('The emulator has no output');
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  const lines = createInterface({ input: stdout });
  const [line] = (await Promise.race([
    once(lines, 'line', { signal }),
    once(process, 'exit').then(() => {
      throw new Error('The emulator ended before it listened');
    }),
  ])) as [string];
  return JSON.parse(line) as Started;
}
