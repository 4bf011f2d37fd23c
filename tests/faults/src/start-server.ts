import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Done, Orders, ServerOptions, Started } from './server.ts';

const SERVER = fileURLToPath(new URL('server.ts', import.meta.url));

/** An emulator and its proxy in a process of their own. */
export interface RunningServer extends Started {
  order<Name extends keyof Orders>(
    name: Name,
    ...argument: Parameters<Orders[Name]>
  ): Promise<Awaited<ReturnType<Orders[Name]>>>;
  stop(): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const child = fork(SERVER, [JSON.stringify(options)], { execArgv: [] });
  const hasEnded = once(child, 'exit').then(() => {
    throw new Error('The process of the emulator has ended');
  });
  // It is awaited where something is waited for; at the end it is meant to end.
  hasEnded.catch(() => undefined);
  const [started] = (await Promise.race([once(child, 'message'), hasEnded])) as [Started];
  const waiting = new Map<number, (result: unknown) => void>();
  let next = 0;
  child.on('message', ({ id, result }: Done) => waiting.get(id)?.(result));
  return {
    ...started,
    async order(name, argument?: string) {
      const id = next++;
      const done = new Promise((resolve) => waiting.set(id, resolve));
      child.send({ id, name, argument });
      return (await Promise.race([done, hasEnded])) as never;
    },
    async stop() {
      child.kill();
      await hasEnded.catch(() => undefined);
    },
  };
}
