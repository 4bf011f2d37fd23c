/** The script as its users run it: real Deno, with the permissions of the README, at an emulator. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBench, untilPaid, type Bench, type Run } from './bench.ts';

const CREATE = 'payments.create';

interface Report {
  readonly total: number;
  readonly paid: number;
  readonly unknown: number;
  readonly rows: readonly {
    readonly row: number;
    readonly state: string;
    readonly outcome?: string;
    readonly status?: string;
    readonly code?: string;
  }[];
}

function reportOf(bench: Bench): Report {
  return JSON.parse(bench.read('report.json')) as Report;
}

/** Asserts that each of so many rows was paid once. */
function expectEachOnce(bench: Bench, rows: number): void {
  const paid = [...bench.paid()].filter(([, times]) => times !== 1);
  expect(paid).toEqual([]);
  expect(bench.paid().size).toBe(rows);
}

/** How many rows the journal says were sent. */
function sent({ folder, read }: Bench): number {
  const exists = existsSync(join(folder, 'journal.jsonl'));
  return exists ? read('journal.jsonl').split('"state":"sent"').length - 1 : 0;
}

/** What the emulator has answered so far. */
function answered({ emulator }: Bench): { requests: number; errors: number } {
  const minutes = emulator.control.usage();
  return {
    requests: minutes.reduce((sum, { requests }) => sum + requests, 0),
    errors: minutes.reduce((sum, { errors }) => sum + errors, 0),
  };
}

async function finished(run: Run): Promise<{ code: number | null; said: string }> {
  const code = await run.exitCode;
  return { code, said: run.said() };
}

/** Makes the payments take their time, so that a run can be met in the middle. */
function slowDown({ emulator }: Bench, delay = 100): void {
  emulator.control.fault({ operation: CREATE, delay, times: Infinity });
}

it('pays 1,000 rows once each, within the limits, and a second run pays nothing', async () => {
  const bench = await createBench(1_000);
  const started = Date.now();
  const first = await finished(bench.start());
  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toContain('1000 rows: 1000 paid\npaid: 124995.00 MXN\n');
  // 500 in 10 seconds: the second half has to wait.
  expect(Date.now() - started).toBeGreaterThan(10_000);
  expectEachOnce(bench, 1_000);
  const before = answered(bench);
  expect(before.errors).toBe(0);

  expect(await finished(bench.start())).toMatchObject({ code: 0 });
  expect(answered(bench)).toEqual(before);
  const report = reportOf(bench);
  expect(report).toMatchObject({
    total: 1_000,
    paid: 1_000,
    paid_by_currency: { MXN: '124995.00' },
  });
  expect(new Set(report.rows.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
  expect(new Set(report.rows.map(({ status }) => status))).toEqual(new Set(['pending']));
  const csv = bench.read('report.csv').split('\r\n');
  expect(csv).toHaveLength(1_002);
  expect(csv[1]).toMatch(/^2,payroll\.inv-0001,100\.00,MXN,paid,created,pay_\w+,pending,$/);
}, 60_000);

describe('a run that ends in the middle', () => {
  it('waits for what was sent when it is interrupted, and the next goes on', async () => {
    const bench = await createBench(120);
    slowDown(bench);
    const run = bench.start();
    await untilPaid(bench, 30, run);
    run.process.kill('SIGINT');
    expect(await finished(run)).toMatchObject({ code: 130 });
    const { paid, unknown } = reportOf(bench);
    expect(paid).toBe(bench.paid().size);
    expect(paid).toBeLessThan(120);
    expect(unknown).toBe(0);

    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 120);
  });

  it('does not wait for a place within the limits when it is interrupted', async () => {
    const bench = await createBench(550);
    const run = bench.start();
    await untilPaid(bench, 500, run);
    const stopped = Date.now();
    run.process.kill('SIGINT');
    expect(await finished(run)).toMatchObject({ code: 130 });
    expect(Date.now() - stopped).toBeLessThan(4_000);
    expect(reportOf(bench)).toMatchObject({ paid: 500, 'not sent': 50, refused: 0, unknown: 0 });
  });

  it('ends at once when it is interrupted twice, and the next knows what was sent', async () => {
    const bench = await createBench(40);
    slowDown(bench, 400);
    const run = bench.start();
    await untilPaid(bench, 20, run);
    run.process.kill('SIGINT');
    await new Promise((resolve) => setTimeout(resolve, 100));
    run.process.kill('SIGINT');
    expect(await finished(run)).toMatchObject({ code: 130 });
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 40);
  });

  it('is killed again and again, and pays each row once all the same', async () => {
    const bench = await createBench(150);
    slowDown(bench);
    const recovered = new Set<number>();
    for (const rows of [1, 33, 77, 110, 130]) {
      const run = bench.start();
      await untilPaid(bench, rows, run);
      run.process.kill('SIGKILL');
      expect(await run.exitCode).toBeNull();
    }
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 150);
    for (const { row, outcome } of reportOf(bench).rows)
      if (outcome === 'recovered') recovered.add(row);
    expect(recovered.size).toBeGreaterThan(0);
  });

  it('sends nothing that it cannot write down', async () => {
    const bench = await createBench(200);
    // No file may grow beyond this: the disk is full in the middle of the journal.
    const { code, said } = await finished(bench.start({ mostBytes: 64 * 512 }));
    expect(said).toContain('File too large');
    expect(code).toBe(1);
    const written = bench.read('journal.jsonl').split('\n').slice(1, -1);
    const sent = new Set(
      written.map((line) => (JSON.parse(line) as { reference: string }).reference),
    );
    expect(bench.paid().size).toBeGreaterThan(0);
    expect([...bench.paid().keys()].filter((reference) => !sent.has(reference))).toEqual([]);

    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 200);
  });

  it('was killed while it wrote a line', async () => {
    const bench = await createBench(3);
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    const lines = bench.read('journal.jsonl').split('\n');
    const torn = lines
      .filter((line) => !line.startsWith('{"reference":"payroll.inv-0003"'))
      .join('\n');
    bench.write('journal.jsonl', `${torn}{"reference":"payroll.inv-0003","at":"2026-`);
    const { code, said } = await finished(bench.start());
    // It is paid, and this journal has not sent it.
    expect({ code, said }).toMatchObject({
      code: 1,
      said: expect.stringContaining('1 existing') as unknown,
    });
    expectEachOnce(bench, 3);
    expect(bench.read('journal.jsonl')).not.toContain('2026-{');
  });
});

describe('a row of unknown outcome', () => {
  it('is sent again until it is known', async () => {
    const bench = await createBench(100);
    const { control } = bench.emulator;
    for (const fault of [
      { drop: 'after' },
      { truncate: true },
      { garbage: true },
      { status: 503 },
    ] as const) {
      control.fault({ operation: CREATE, fraction: 0.15, times: Infinity, ...fault });
    }
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 100);
    const outcomes = reportOf(bench).rows.map(({ outcome }) => outcome);
    expect(outcomes).toContain('recovered');
  });

  it('is told as unknown, and the next run settles it', async () => {
    const bench = await createBench(40);
    bench.emulator.control.fault({ operation: CREATE, drop: 'after', times: Infinity });
    const { code, said } = await finished(bench.start());
    expect(code).toBe(1);
    expect(said).toContain('Ended early: ');
    const { paid, unknown } = reportOf(bench);
    expect(paid).toBe(0);
    expect(unknown).toBe(bench.paid().size);
    bench.emulator.control.clearFaults();
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 40);
  });

  it('stays unknown when its replay is refused', async () => {
    const bench = await createBench(1);
    const { control } = bench.emulator;
    control.fault({ operation: CREATE, truncate: true, times: 3 });
    control.fault({ operation: CREATE, code: 'INSUFFICIENT_BALANCE', times: 3 });
    const { code, said } = await finished(bench.start());
    expect(code).toBe(1);
    expect(said).toContain('row 2 payroll.inv-0001 INSUFFICIENT_BALANCE');
    expect(reportOf(bench)).toMatchObject({ unknown: 1, refused: 0 });
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 1);
  });

  it.each([
    ['too long ago', -301_000],
    ['in the future, by a clock that was set back', 60_000],
  ])('is never sent again when it was sent %s', async (_when, shiftMs) => {
    const bench = await createBench(2);
    slowDown(bench, 300);
    const run = bench.start();
    while (sent(bench) < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    run.process.kill('SIGKILL');
    await run.exitCode;
    await new Promise((resolve) => setTimeout(resolve, 400));
    const at = new Date(Date.now() + shiftMs).toISOString();
    const journal = bench.read('journal.jsonl').replace(/"at":"[^"]+"/g, `"at":"${at}"`);
    bench.write('journal.jsonl', journal);
    const before = answered(bench);
    const { code, said } = await finished(bench.start());
    expect(code).toBe(1);
    expect(said).toContain('2 rows: 2 unknown');
    expect(bench.read('journal.jsonl')).toBe(journal);
    expect(said).toContain('Never pay it in another batch');
    expect(answered(bench)).toEqual(before);
  });
});

describe('a row that is refused', () => {
  it('leaves the others alone, and is tried again by the next run', async () => {
    const bench = await createBench(30);
    bench.emulator.control.fault({ operation: CREATE, code: 'LIMIT_EXCEEDED' });
    const { code, said } = await finished(bench.start());
    expect(code).toBe(1);
    expect(said).toMatch(
      /30 rows: 29 paid, 1 refused\n[^]*row \d+ payroll\.inv-\d+ LIMIT_EXCEEDED/,
    );
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    expectEachOnce(bench, 30);
  });

  it('ends the run where it is about the credentials', async () => {
    const bench = await createBench(200);
    slowDown(bench, 50);
    const { control, credentials } = bench.emulator;
    const run = bench.start();
    await untilPaid(bench, 50, run);
    control.revokeSecret(credentials.hmacSecret);
    const { code, said } = await finished(run);
    expect(code).toBe(1);
    expect(said).toContain('Ended early: ');
    const { paid } = reportOf(bench);
    expect(paid).toBe(bench.paid().size);
    expect(reportOf(bench).rows.filter(({ state }) => state === 'refused').length).toBeLessThan(25);
    expect(await finished(bench.start({ secret: control.createSecret() }))).toMatchObject({
      code: 0,
    });
    expectEachOnce(bench, 200);
  });
});

describe('nothing is sent', () => {
  async function expectRefusal(bench: Bench, run: Run, reason: string): Promise<void> {
    const paid = bench.paid();
    const { code, said } = await finished(run);
    expect(said).toContain(reason);
    expect(said).toContain('Nothing was sent.');
    expect(code).toBe(2);
    expect(bench.paid()).toEqual(paid);
  }

  it('while another run is at work in the folder', async () => {
    const bench = await createBench(40);
    slowDown(bench, 1_000);
    const first = bench.start();
    await untilPaid(bench, 1, first);
    const second = await finished(bench.start());
    expect(second).toMatchObject({ code: 2 });
    expect(second.said).toContain('Another run is at work in this folder');
    expect(await finished(first)).toMatchObject({ code: 0 });
    expectEachOnce(bench, 40);
  });

  it('to a host that the permissions do not name', async () => {
    const bench = await createBench(3);
    const run = bench.start({ allowed: 'http://127.0.0.1:1' });
    await expectRefusal(bench, run, 'Requires net access to "127.0.0.1:');
  });

  it('with a wrong secret', async () => {
    const bench = await createBench(3);
    await expectRefusal(bench, bench.start({ secret: 'wrong' }), 'INVALID_SIGNATURE');
  });

  it('when the balance does not cover the rows', async () => {
    const bench = await createBench(3);
    const file = bench.read('payouts.csv').replace('100.00', '1000000.00');
    bench.write('payouts.csv', file);
    await expectRefusal(
      bench,
      bench.start(),
      'The rows come to 1000203.03 MXN, and 1000000.00 MXN are available.',
    );
  });

  it('of a file with a row that is not right', async () => {
    const bench = await createBench(3);
    bench.write('payouts.csv', bench.read('payouts.csv').replace('101.01', '1,01'));
    await expectRefusal(bench, bench.start(), 'row 3: expected 6 fields, received 7');
  });

  it('of a folder whose name has a dot', async () => {
    const bench = await createBench(3, 'pay.roll');
    await expectRefusal(bench, bench.start(), 'The folder pay.roll: expected a name without "."');
  });

  it('of a file that changed between runs', async () => {
    const bench = await createBench(3);
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    const file = bench.read('payouts.csv');
    bench.write('payouts.csv', file.replace('101.01', '901.01').replace('inv-0003', 'inv-0004'));
    const run = bench.start();
    await expectRefusal(
      bench,
      run,
      'row 3: payroll.inv-0002 has changed\n  row 4: payroll.inv-0004 is new\n  row 4: payroll.inv-0003 is gone',
    );
    bench.write('payouts.csv', `\uFEFF${file.replaceAll('\n', '\r\n')}`);
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
  });

  it('at another platform than the one where the folder was begun', async () => {
    const [bench, other] = [await createBench(3), await createBench(3)];
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    const run = bench.start({ url: other.url, allowed: other.url });
    await expectRefusal(bench, run, `was begun with the url ${bench.url}`);
    expect(other.paid().size).toBe(0);
  });

  it('by a journal that is damaged', async () => {
    const bench = await createBench(3);
    expect(await finished(bench.start())).toMatchObject({ code: 0 });
    bench.write(
      'journal.jsonl',
      bench.read('journal.jsonl').replaceAll('"state":"paid"', '"state":"pa'),
    );
    await expectRefusal(bench, bench.start(), 'journal.jsonl is damaged');
  });

  it('of a folder without a file', async () => {
    const bench = await createBench(1);
    const run = bench.start();
    expect(await finished(run)).toMatchObject({ code: 0 });
    bench.write('payouts.csv', '');
    await expectRefusal(bench, bench.start(), 'row 1: expected reference,amount');
  });
});

it('pays nothing for a reference that has a payment, and says so', async () => {
  const bench = await createBench(5);
  expect(await finished(bench.start())).toMatchObject({ code: 0 });
  bench.write('journal.jsonl', '');
  const { code, said } = await finished(bench.start());
  expect(code).toBe(1);
  expect(said).toContain('5 rows: 5 existing');
  expect(said).toContain('Was the batch paid elsewhere?');
  expectEachOnce(bench, 5);
});

it('never pays a reference whose payment is another, and does not advise to', async () => {
  const bench = await createBench(5);
  expect(await finished(bench.start())).toMatchObject({ code: 0 });
  // A second copy of the folder, without its journal, in which an amount is another.
  bench.write('journal.jsonl', '');
  bench.write('payouts.csv', bench.read('payouts.csv').replace('101.01', '101.10'));
  const { code, said } = await finished(bench.start());
  expect(code).toBe(1);
  expect(said).toContain('5 rows: 4 existing, 1 conflict');
  expect(said).toContain('See whether it is yours before another is made');
  expect(said).toMatch(/row 3 payroll\.inv-0002 MERCHANT_REFERENCE_CONFLICT .*pay_\w+/);
  expect(said).not.toContain('mend the rows in a new batch');
  expect(reportOf(bench)).toMatchObject({ existing: 4, conflict: 1, refused: 0 });

  const before = { journal: bench.read('journal.jsonl'), answered: answered(bench) };
  expect(await finished(bench.start())).toMatchObject({ code: 1 });
  expect({ journal: bench.read('journal.jsonl'), answered: answered(bench) }).toEqual(before);
  expectEachOnce(bench, 5);
});

it('knows of a row in doubt that its reference has another payment', async () => {
  const bench = await createBench(1);
  expect(await finished(bench.start())).toMatchObject({ code: 0 });
  bench.write('journal.jsonl', '');
  bench.write('payouts.csv', bench.read('payouts.csv').replace('100.00', '100.10'));
  bench.emulator.control.fault({ operation: CREATE, truncate: true, times: 3 });
  expect(await finished(bench.start())).toMatchObject({ code: 1 });
  expect(bench.read('journal.jsonl')).toContain('"state":"unknown"');
  expect(reportOf(bench)).toMatchObject({ conflict: 1, unknown: 0 });
  expectEachOnce(bench, 1);
});
