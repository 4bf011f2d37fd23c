/** What the tests pay at, and with: an emulator on loopback, a folder, and Deno as the README runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Payment } from '@luxcore/contract';
import { createEmulator, type Emulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { onTestFinished } from 'vitest';
import { DENO, payoutsArguments } from './payouts-command.ts';
import { sampleFile } from './sample-file.ts';

export interface Run {
  readonly process: ChildProcess;
  /** All that it has said so far. */
  readonly said: () => string;
  readonly exitCode: Promise<number | null>;
}

export interface Bench {
  readonly emulator: Emulator;
  readonly url: string;
  readonly folder: string;
  /** Starts the script. */
  readonly start: (options?: StartOptions) => Run;
  /** How often money left, by reference. */
  readonly paid: () => Map<string, number>;
  readonly read: (name: string) => string;
  readonly write: (name: string, text: string) => void;
}

/** A shell counts the size of files in these. */
const BLOCK_BYTES = 512;

interface StartOptions {
  readonly url?: string;
  /** What the permissions name. */
  readonly allowed?: string;
  readonly secret?: string;
  /** How long a file may become. */
  readonly mostBytes?: number;
}

const APP = fileURLToPath(new URL('..', import.meta.url));

/** Sets up an emulator and a folder with a file of so many rows, and takes them away with the test. */
export async function createBench(rows: number, batch = 'payroll'): Promise<Bench> {
  const emulator = createEmulator();
  const { url, close } = await listen(emulator);
  const folder = join(mkdtempSync(join(tmpdir(), 'payouts-')), batch);
  mkdirSync(folder);
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };
  write('payouts.csv', sampleFile(rows));
  const runs: Run[] = [];
  onTestFinished(async () => {
    for (const run of runs) run.process.kill('SIGKILL');
    await close();
    await emulator.close();
    rmSync(join(folder, '..'), { recursive: true });
  });
  return {
    emulator,
    url,
    folder,
    start(options = {}) {
      const { url: at = url, allowed = url, secret = emulator.credentials.hmacSecret } = options;
      const args = payoutsArguments(folder, allowed);
      args.splice(-1, 1, at);
      const run = runDeno(args, secret, options.mostBytes);
      runs.push(run);
      return run;
    },
    paid: () => paidBy(emulator),
    read: (name) => readFileSync(join(folder, name), 'utf8'),
    write,
  };
}

/** Waits until so many rows are paid at the emulator, while a run is at work. */
export async function untilPaid({ paid }: Bench, rows: number, run: Run): Promise<void> {
  while (paid().size < rows) {
    if (run.process.exitCode !== null) throw new Error(`It ended too early: ${run.said()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function runDeno(args: readonly string[], secret: string, mostBytes?: number): Run {
  const limit = mostBytes === undefined ? 'unlimited' : String(mostBytes / BLOCK_BYTES);
  // Without the signal, which would kill it, what is written beyond the limit fails.
  const limited = `trap '' XFSZ; ulimit -f ${limit}; exec "$@"`;
  const child = spawn('sh', ['-c', limited, 'sh', DENO, ...args], {
    cwd: APP,
    env: {
      HOME: process.env.HOME,
      PATH: process.env.PATH,
      DENO_NO_UPDATE_CHECK: '1',
      NO_COLOR: '1',
      LUXCORE_MERCHANT_ID: '1024',
      LUXCORE_HMAC_SECRET: secret,
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  return { process: child, said: () => said, exitCode };
}

/** How often money has left, by the ledger: it is frozen when a withdrawal is created. */
function paidBy({ control }: Emulator): Map<string, number> {
  const { payments = [] } = control.export() as { payments?: readonly [string, StoredPayment][] };
  const references = new Map(payments.map(([id, { payment }]) => [id, payment.merchant_reference]));
  const paid = new Map<string, number>();
  for (const { reason, paymentId } of control.ledger()) {
    if (reason !== 'withdrawal created') continue;
    const reference = references.get(paymentId ?? '') ?? '';
    paid.set(reference, (paid.get(reference) ?? 0) + 1);
  }
  return paid;
}

interface StoredPayment {
  readonly payment: Payment;
}
