/** Runs a command and returns what it said. Not at once, so that a server of this process can answer it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Answer {
  readonly status: unknown;
  readonly output: string;
}

export async function runCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> | undefined },
): Promise<Answer> {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['inherit', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const [status] = (await once(child, 'close')) as unknown[];
  return { status, output };
}
