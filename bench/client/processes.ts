/** Starts the server's process, and one process for each peer of a round. */
import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Measured, Task, Told } from './measure.ts';
import type { Memory } from './memory.ts';
import type { ServerStart, ServerUse } from './server.ts';

const execute = promisify(execFile);

export interface Server {
  readonly origin: string;
  use(): Promise<ServerUse>;
  close(): void;
}

/** What a peer has measured, and what the server saw of it meanwhile. */
export interface Round extends Measured {
  /** Which part of a core the server's process used: near 1, it was what is measured. */
  readonly serverBusy: number;
  /** Connections opened after the warm-up: 0 where all are kept. */
  readonly connections: number;
}

export async function startServer(): Promise<Server> {
  const child = start('server.ts');
  const { origin } = await message<ServerStart>(child);
  return {
    origin,
    use: () => {
      const answer = message<ServerUse>(child);
      child.send('use');
      return answer;
    },
    close: () => {
      child.disconnect();
    },
  };
}

export async function measurePeer(task: Task, server: Server): Promise<Round> {
  const child = start('measure.ts', JSON.stringify(task));
  const exit = once(child, 'exit');
  await message<Told>(child);
  const before = await server.use();
  const begin = performance.now();
  const told = await message<Told>(child);
  const after = await server.use();
  const micros = (performance.now() - begin) * 1000;
  await exit;
  if (!('measured' in told)) throw new Error(`${task.peer} has not measured anything`);
  return {
    ...told.measured,
    serverBusy: (after.cpu - before.cpu) / micros,
    connections: after.connections - before.connections,
  };
}

function start(file: string, ...args: string[]): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), args);
}

/** The next message of a process; rejects when it ends without one. */
async function message<Message>(child: ChildProcess): Promise<Message> {
  const listening = new AbortController();
  const { signal } = listening;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(1).join(' ')} ended with ${String(code)}`);
  });
  try {
    const [told] = (await Promise.race([once(child, 'message', { signal }), ended])) as [Message];
    return told;
  } finally {
    // The one that lost must not be missed.
    ended.catch(() => undefined);
    listening.abort();
  }
}

/** Runs the million requests of memory.ts in a process that can collect its garbage. */
export async function measureMemory(requests: number): Promise<Memory> {
  const file = fileURLToPath(new URL('memory.ts', import.meta.url));
  const { stdout } = await execute(process.execPath, ['--expose-gc', file, String(requests)]);
  return JSON.parse(stdout) as Memory;
}
