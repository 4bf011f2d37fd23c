/** The demonstration as its readers run it: as processes, without a terminal and on one. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';

const START = fileURLToPath(new URL('start.ts', import.meta.url));

interface Run {
  readonly process: ChildProcess;
  /** All that it has said so far. */
  readonly said: () => string;
  readonly exitCode: Promise<number | null>;
}

const runs: Run[] = [];
afterEach(() => {
  for (const run of runs.splice(0)) run.process.kill();
});

function run(command: string, ...args: string[]): Run {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += String(chunk);
    });
  }
  const exitCode = once(child, 'close').then(([code]) => code as number | null);
  const result = { process: child, said: () => said, exitCode };
  runs.push(result);
  return result;
}

/** Waits until a run has said something, and gives the URL of its emulator. */
async function until(text: string, { said, process }: Run): Promise<string> {
  while (!said().includes(text)) {
    if (process.exitCode !== null) throw new Error(`It ended without "${text}": ${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return /http:\/\/127\.0\.0\.1:\d+/.exec(said())?.[0] ?? '';
}

it('plays all six steps, ends with 0 and leaves no emulator', async () => {
  const demo = run(process.execPath, START);
  expect(await demo.exitCode).toBe(0);
  expect(demo.said()).toMatch(/All six steps hold\.\n$/);
  const url = await until('LuxCore emulator at ', demo);
  await expect(fetch(url)).rejects.toThrow();
});

it.each(['SIGINT', 'SIGTERM'] as const)('ends with its emulator on %s', async (signal) => {
  const demo = run(process.execPath, START);
  const url = await until('LuxCore emulator at ', demo);
  demo.process.kill(signal);
  expect(await demo.exitCode).toBe(130);
  expect(demo.said()).not.toContain('All six steps hold');
  await expect(fetch(url)).rejects.toThrow();
});

/** It gives a program a terminal; this and /proc, which tells the processes below it, are on every Debian. */
const TERMINAL = 'script';
const hasTerminal =
  process.platform === 'linux' && spawnSync(TERMINAL, ['--version']).error === undefined;

describe.runIf(hasTerminal)('on a terminal', () => {
  const onTerminal = () =>
    run(
      TERMINAL,
      '--quiet',
      '--return',
      '--command',
      // Without exec a shell stays between, which answers a Ctrl-C itself.
      `exec "${process.execPath}" "${START}"`,
      '/dev/null',
    );

  it('stays until Ctrl-C, and then ends with its emulator', async () => {
    const demo = onTerminal();
    await until('None of them works anywhere else.', demo);
    const url = await until('The emulator stays until you press Ctrl-C', demo);
    expect((await fetch(`${url}/api/v1/payments`)).status).toBe(401);
    demo.process.stdin?.write('\u0003');
    expect(await demo.exitCode).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says so and ends with 1 when the emulator dies', async () => {
    const demo = onTerminal();
    await until('None of them works anywhere else.', demo);
    const emulators = descendants(demo.process.pid ?? 0).filter((pid) =>
      readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').endsWith('emulator.ts\0'),
    );
    expect(emulators).toHaveLength(1);
    for (const pid of emulators) process.kill(pid, 'SIGKILL');
    expect(await demo.exitCode).toBe(1);
    expect(demo.said()).toContain('The emulator ended too early (SIGKILL). Start it again');
  });
});

function descendants(pid: number): number[] {
  const children = readdirSync(`/proc/${String(pid)}/task`).flatMap((thread) =>
    readFileSync(`/proc/${String(pid)}/task/${thread}/children`, 'utf8')
      .split(' ')
      .filter((text) => text !== '')
      .map(Number),
  );
  return children.flatMap((child) => [child, ...descendants(child)]);
}
