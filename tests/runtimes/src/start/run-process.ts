import { spawn } from 'node:child_process';

/** An engine that hangs is ended. */
const TIMEOUT_MS = 180_000;

/**
 * Runs a command to its end and returns the lines that it printed, on both of its outputs. What it logs
 * of itself can be left out, unless it ends badly.
 */
export function runProcess(
  command: string,
  args: readonly string[],
  cwd: string,
  isLog: (line: string) => boolean = () => false,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1' },
    });
    const outputs = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        outputs[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const lines = Object.values(outputs)
        .flatMap((text) => text.split('\n'))
        .filter((line) => line !== '');
      if (code === 0) resolve(lines.filter((line) => !isLog(line)));
      else resolve([...lines, `the process ended with ${signal ?? String(code)}`]);
    });
  });
}
