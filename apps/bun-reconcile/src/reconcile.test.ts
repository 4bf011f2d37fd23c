/** The script as its users run it: real Bun, at an emulator that listens on loopback. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmulator, type Emulator } from '@luxcore/emulator';
import { listen } from '@luxcore/emulator/node';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Difference } from './compare.ts';
import { BUN } from './reconcile-command.ts';
import { ledgerFile, ledgerRows, makePayments } from './sample.ts';

const APP = fileURLToPath(new URL('..', import.meta.url));

interface Reconciliation {
  readonly differences: readonly Difference[];
  readonly totals: readonly { readonly ledger: string; readonly luxcore: string }[];
}

async function createBench() {
  const emulator = createEmulator();
  const { url, close } = await listen(emulator);
  const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
  onTestFinished(async () => {
    await close();
    await emulator.close();
    rmSync(folder, { recursive: true });
  });
  const json = join(folder, 'differences.json');
  return {
    emulator,
    url,
    json,
    /** Compares a ledger of these rows with what is at the emulator. */
    async run(
      rows: readonly (readonly string[])[],
      { key = emulator.credentials.readOnlyKey } = {},
    ) {
      writeFileSync(join(folder, 'ledger.csv'), ledgerFile(rows));
      return bun([join(folder, 'ledger.csv'), json, url], key);
    },
    read: () => JSON.parse(readFileSync(json, 'utf8')) as Reconciliation,
  };
}

async function bun(args: readonly string[], key?: string) {
  const child = spawn(BUN, ['src/reconcile.ts', ...args], {
    cwd: APP,
    env: {
      HOME: process.env.HOME,
      NO_COLOR: '1',
      ...(key !== undefined && { LUXCORE_API_KEY: key }),
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** How many requests an emulator has answered. */
function answered({ control }: Emulator): number {
  return control.usage().reduce((sum, { requests }) => sum + requests, 0);
}

describe('a ledger that agrees', () => {
  it('ends with 0, over many pages', async () => {
    const bench = await createBench();
    const rows = ledgerRows(await makePayments(bench.emulator, 240));
    const { code, said } = await bench.run(rows);
    expect(said).toContain('240 rows, 240 payments: 0 differences');
    expect(code).toBe(0);
    expect(bench.read().differences).toEqual([]);
    for (const { ledger, luxcore } of bench.read().totals) expect(ledger).toBe(luxcore);
  });

  it('ends with 0 where there is nothing', async () => {
    const bench = await createBench();
    expect(await bench.run([])).toMatchObject({ code: 0 });
  });

  it('counts once what moves to a later page while it is read', async () => {
    const bench = await createBench();
    const rows = ledgerRows(await makePayments(bench.emulator, 150));
    const { control } = bench.emulator;
    control.fault({ operation: 'payments.list', delay: 1 });
    control.fault({ operation: 'payments.list', delay: 500 });
    const before = answered(bench.emulator);
    const running = bench.run(rows);
    while (answered(bench.emulator) === before) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    // The second page now begins with the last payment of the first.
    await makePayments(bench.emulator, 1, 151);
    const { code, said } = await running;
    expect(said).toContain('150 rows, 150 payments: 0 differences');
    expect(code).toBe(0);
  });
});

describe('a ledger that differs', () => {
  it('ends with 1, and every difference is in the table and the file', async () => {
    const bench = await createBench();
    const rows = ledgerRows(await makePayments(bench.emulator, 30));
    rows[10]?.splice(2, 1, '1.00');
    rows[11]?.splice(3, 1, 'AUD');
    rows[12]?.splice(4, 1, 'failed');
    rows.splice(20, 1, ['order-9999', 'deposit', '150.00', 'MXN', 'completed']);
    rows.push(rows[5] ?? []);
    const { code, said } = await bench.run(rows);
    expect(code).toBe(1);
    const found = bench
      .read()
      .differences.map(({ kind, reference, fields, ledger }) =>
        [kind, reference, ...fields, ...ledger.map(({ row }) => row)].join(' '),
      );
    expect(found.sort()).toEqual([
      'different order-0018 status 14',
      'different order-0019 currency 13',
      'different order-0020 amount 12',
      'duplicate_in_ledger order-0025 7 32',
      'missing_at_luxcore order-9999 22',
      'missing_in_ledger order-0010',
    ]);
    for (const reference of ['0018', '0019', '0020', '0025', '9999', '0010']) {
      expect(said).toContain(`order-${reference}`);
    }
    expect(said).toContain('31 rows, 30 payments: 6 differences');
  });
});

describe('it ends with 2 and writes no file', () => {
  async function expectError(run: Promise<{ code: number | null; said: string }>, reason: string) {
    const { code, said } = await run;
    expect(said).toContain('Not compared: ');
    expect(said).toContain(reason);
    expect(code).toBe(2);
  }

  it('without its arguments', () => expectError(bun([], 'x'), 'reconcile.ts <ledger.csv>'));

  it('of a ledger that is not there', () =>
    expectError(bun(['/nowhere/ledger.csv', '/nowhere/x.json'], 'x'), 'ENOENT'));

  it('of a ledger that is not right', async () => {
    const bench = await createBench();
    const run = bench.run([['order-1', 'deposit', '1,5', 'MXN', 'completed']]);
    await expectError(run, 'Invalid Record Length');
    expect(existsSync(bench.json)).toBe(false);
  });

  it.each([
    ['without a key', undefined, 'LUXCORE_API_KEY'],
    ['with a key that is none', 'qp_test_sk_nobody_has_this_one', 'INVALID_API_KEY'],
  ])('%s', async (_what, key, reason) => {
    const bench = await createBench();
    await makePayments(bench.emulator, 1);
    await expectError(bench.run([], { key: key ?? '' }), reason);
    expect(existsSync(bench.json)).toBe(false);
  });

  it('when a page does not come', async () => {
    const bench = await createBench();
    const rows = ledgerRows(await makePayments(bench.emulator, 150));
    bench.emulator.control.fault({ operation: 'payments.list', code: 'NOT_FOUND' });
    await expectError(bench.run(rows), 'NOT_FOUND');
    expect(existsSync(bench.json)).toBe(false);
  });
});
