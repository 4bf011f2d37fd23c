import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Payment } from '@luxcore/contract';
import { createEmulator } from '@luxcore/emulator';

/** What one run has shown. */
export interface KillRun {
  /** How many payments were answered with 201 before the process was killed. */
  readonly acknowledged: number;
  /** What was wrong afterwards, in words. */
  readonly faults: readonly string[];
}

const SERVER = fileURLToPath(new URL('killed-server.ts', import.meta.url));
const SENDERS = 8;
/** A run is killed after so many answers, and so long after, at most: however slow the machine is. */
const MOST_ANSWERS = 50;
const LONGEST_AFTER_MS = 5;
const WITHDRAWAL = {
  amount: 100,
  currency: 'MXN',
  method: 'spei',
  type: 'withdrawal',
  payout: { clabe: '0'.repeat(18) },
};
const DEPOSIT = { amount: 100, currency: 'MXN', method: 'spei', type: 'deposit' };

/** Kills an emulator at a random moment while payments are made, and looks at what is in its file. */
export async function killRun(): Promise<KillRun> {
  const folder = mkdtempSync(join(tmpdir(), 'killed-'));
  const data = join(folder, 'luxcore.db');
  try {
    const acknowledged = await payUntilKilled(data);
    return { acknowledged: acknowledged.length, faults: await faultsOf(data, acknowledged) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function payUntilKilled(data: string): Promise<Payment[]> {
  const server = spawn(process.execPath, [SERVER, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  const [url] = (await once(createInterface(server.stdout), 'line')) as [string];
  const { testKey } = createEmulator().credentials;
  const acknowledged: Payment[] = [];
  const enough = Math.floor(Math.random() * MOST_ANSWERS);
  let stop = (): void => undefined;
  const answeredEnough = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let isOver = false;
  let next = 0;

  async function sender(): Promise<void> {
    while (!isOver) {
      const number = next++;
      const body = {
        ...(number % 2 ? DEPOSIT : WITHDRAWAL),
        merchant_reference: `order-${String(number)}`,
      };
      try {
        const response = await fetch(`${url}/api/v1/payments`, {
          method: 'POST',
          headers: { 'X-API-Key': testKey, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        });
        const payment = (await response.json()) as Payment;
        if (response.status === 201) acknowledged.push(payment);
        if (acknowledged.length >= enough) stop();
      } catch {
        // Killed meanwhile: nothing was acknowledged.
      }
    }
  }

  const senders = Promise.all(Array.from({ length: SENDERS }, sender));
  await answeredEnough;
  await new Promise((resolve) => setTimeout(resolve, Math.random() * LONGEST_AFTER_MS));
  server.kill('SIGKILL');
  isOver = true;
  await Promise.all([senders, ended]);
  return acknowledged;
}

async function faultsOf(data: string, acknowledged: readonly Payment[]): Promise<string[]> {
  const faults: string[] = [];
  const emulator = createEmulator({ data });
  const { control, credentials } = emulator;
  const tables = control.export();
  const payments = new Map(tables.payments as [string, { payment: Payment }][]);
  for (const { transaction_id: id, amount } of acknowledged) {
    if (payments.get(id)?.payment.amount !== amount)
      faults.push(`${id} was acknowledged and is lost`);
  }

  const frozen = new Map<string | null, number>();
  for (const { id, lines, paymentId } of control.ledger()) {
    const sum = lines.reduce((total, { amount }) => total + amount, 0);
    if (sum !== 0) faults.push(`posting ${String(id)} is ${String(sum)}, not zero`);
    for (const { balance, amount } of lines) {
      if (balance === 'frozen') frozen.set(paymentId, (frozen.get(paymentId) ?? 0) + amount);
    }
  }
  const references = new Map(tables.references as [string, { id: string }][]);
  const byReference = new Set([...references.values()].map(({ id }) => id));
  let expected = 0;
  for (const [id, { payment }] of payments) {
    const held = payment.type === 'withdrawal' && payment.status === 'pending' ? payment.amount : 0;
    expected += held;
    if ((frozen.get(id) ?? 0) !== held) faults.push(`${id} is half there: its money is not frozen`);
    if (!byReference.has(id)) faults.push(`${id} is half there: it has no reference`);
  }
  const { body } = await read(emulator.fetch, credentials.testKey);
  if (body.frozen_amount !== String(expected)) {
    faults.push(`${String(body.frozen_amount)} are frozen, not ${String(expected)}`);
  }
  await emulator.close();
  return faults;
}

async function read(fetch: typeof globalThis.fetch, key: string) {
  const url = 'http://127.0.0.1/api/v1/balance';
  const response = await fetch(url, { headers: { 'X-API-Key': key } });
  return { body: (await response.json()) as Record<string, unknown> };
}
