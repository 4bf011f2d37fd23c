/** The one command of the README, as a reader runs it: on a terminal, with Ctrl-C, and once more. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../tests/gates/src/free-port.ts';
import { sampleFile } from './sample-file.ts';

const START = fileURLToPath(new URL('start.ts', import.meta.url));
const CTRL_C = '\u0003';
const CLEAR_LINE = '\u001B[K';

/** It gives a program a terminal, and is on every Debian. */
const TERMINAL = 'script';
const hasTerminal =
  process.platform === 'linux' && spawnSync(TERMINAL, ['--version']).error === undefined;
if (!hasTerminal)
  console.warn(`\n!!! NOT RUN: the tests on a terminal need ${TERMINAL} of Linux !!!\n`);

function sampleOf(rows: number): string {
  const sample = mkdtempSync(join(tmpdir(), 'payouts-sample-'));
  onTestFinished(() => {
    rmSync(sample, { recursive: true });
  });
  mkdirSync(join(sample, 'payroll'));
  writeFileSync(join(sample, 'payroll/payouts.csv'), sampleFile(rows));
  return sample;
}

function collected(child: ChildProcess): () => string {
  let said = '';
  child.stdout?.on('data', (chunk) => {
    said += String(chunk);
  });
  return () => said;
}

describe.runIf(hasTerminal)('on a terminal', () => {
  function onTerminal(columns: number, sample: string, port: number) {
    const command = `stty cols ${String(columns)}; exec "${process.execPath}" "${START}" "${sample}" ${String(port)}`;
    const child = spawn(TERMINAL, ['--quiet', '--return', '--command', command, '/dev/null']);
    onTestFinished(() => void child.kill());
    return { child, said: collected(child), ended: once(child, 'close') as Promise<[number]> };
  }

  it('stops at Ctrl-C, and the same command pays the rest', async () => {
    const [sample, port] = [sampleOf(550), await freePort()];
    const first = onTerminal(80, sample, port);
    while (!first.said().includes('waiting for the rate limit')) {
      expect(first.child.exitCode, first.said()).toBeNull();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    first.child.stdin.write(CTRL_C);
    expect(await first.ended).toEqual([130, null]);
    expect(first.said()).toContain('550 rows: 500 paid, 50 not sent');

    const second = onTerminal(80, sample, port);
    expect(await second.ended).toEqual([0, null]);
    expect(second.said()).toContain('550 rows: 550 paid');
    const report = readFileSync(join(sample, 'payroll/report.csv'), 'utf8');
    expect(report.match(/,paid,created,/g)).toHaveLength(550);
  }, 60_000);

  it.each([
    [80, /^\[#{30}\] 40\/40 rows$/],
    [24, /^\[#+\] 40\/40 rows$/],
    [10, /^40\/40 row$/],
  ])('draws a bar that fits into %i columns', async (columns, last) => {
    const { said, ended } = onTerminal(columns, sampleOf(40), await freePort());
    expect(await ended).toEqual([0, null]);
    const drawn = said()
      .split('\r')
      .filter((line) => line.startsWith(CLEAR_LINE))
      .map((line) => line.slice(CLEAR_LINE.length));
    expect(Math.max(...drawn.map(({ length }) => length))).toBeLessThan(columns);
    expect(drawn.at(-1)).toMatch(last);
  });
});

it('prints lines where there is no terminal', async () => {
  const child = spawn(process.execPath, [START, sampleOf(40), String(await freePort())]);
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(said).toMatch(/^(?:\d+\/40 rows\n)*40\/40 rows\n$/);
});
