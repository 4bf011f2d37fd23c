/**
 * Starts the emulator and then the merchant, each as a process of its own, and ends with the
 * merchant's verdict. On a terminal the emulator stays, for the reader to try.
 */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Credentials } from '@luxcore/emulator';
import { fail } from './narrate.ts';

interface Started {
  readonly url: string;
  readonly credentials: Credentials;
}

const START_TIMEOUT_MS = 20_000;

/** What a shell answers of a program that Ctrl-C has ended. */
const INTERRUPTED = 130;

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopping.abort();
  });
}

try {
  await play();
} catch (error) {
  if (!stopping.signal.aborted) fail(error);
} finally {
  stopping.abort();
}

async function play(): Promise<void> {
  process.exitCode = INTERRUPTED;
  const emulator = start('emulator.ts', { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = ended(emulator, 'emulator').then((how) => {
    throw new Error(`The emulator ended too early (${how}). Start it again with npm start.`);
  });
  const started = await Promise.race([firstLine(emulator), gone]);
  console.log(`LuxCore emulator at ${started.url}`);

  const merchant = start('merchant.ts', { stdio: 'inherit', env: environment(started) });
  const how = await Promise.race([ended(merchant, 'merchant'), gone]);
  if (how !== 'exit code 0') throw new Error(`The merchant did not get to its end (${how}).`);
  process.exitCode = 0;
  console.log('\nAll six steps hold.');

  if (!process.stdin.isTTY || !process.stdout.isTTY) return;
  console.log(farewell(started));
  await gone;
}

function start(name: string, options: SpawnOptions): ChildProcess {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return spawn(process.execPath, [script], { ...options, signal: stopping.signal });
}

/** Waits for the end of a process, and tells how it ended. */
async function ended(child: ChildProcess, name: string): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
    return signal ?? `exit code ${String(code)}`;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'Close other programs, or see whether this one may start processes';
    throw new Error(`The ${name} cannot be started (${reason}). ${advice}.`, { cause });
  }
}

/** Waits for the first line of the emulator, and no longer than for a slow machine's start. */
async function firstLine({ stdout }: ChildProcess): Promise<Started> {
  if (stdout === null) throw new Error('The emulator has no output.');
  const signal = AbortSignal.timeout(START_TIMEOUT_MS);
  try {
    const [line] = (await once(createInterface({ input: stdout }), 'line', { signal })) as [string];
    return JSON.parse(line) as Started;
  } catch (cause) {
    const limit = `${String(START_TIMEOUT_MS / 1000)} s`;
    throw new Error(`The emulator did not say within ${limit} where it listens.`, { cause });
  }
}

function environment({ url, credentials }: Started): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...exported({ url, credentials }),
    LUXCORE_READ_ONLY_KEY: credentials.readOnlyKey,
  };
}

function exported({ url, credentials }: Started): Record<string, string> {
  return {
    LUXCORE_URL: url,
    LUXCORE_MERCHANT_ID: String(credentials.merchantId),
    LUXCORE_HMAC_SECRET: credentials.hmacSecret,
    LUXCORE_API_KEY: credentials.testKey,
  };
}

function farewell(started: Started): string {
  const { readOnlyKey, productionKey } = started.credentials;
  const exports = Object.entries(exported(started)).map(
    ([name, value]) => `  export ${name}=${value}`,
  );
  return `
The emulator stays until you press Ctrl-C. In another terminal:

${exports.join('\n')}
  sh tests/interop/src/pay.sh

Its other keys: ${readOnlyKey} may only read,
${productionKey} is its production. None of them works anywhere else.`;
}
