/** The command of the README, as a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../tests/gates/src/free-port.ts';

const START = fileURLToPath(new URL('start.ts', import.meta.url));

async function start(
  port: number,
): Promise<{ said: () => string; until: (text: string) => Promise<void> }> {
  const child = spawn(process.execPath, [START], { env: { ...process.env, PORT: String(port) } });
  onTestFinished(() => void child.kill());
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (said += String(chunk)));
  }
  const ended = once(child, 'close');
  await once(child, 'spawn');
  return {
    said: () => said,
    until: async (text) => {
      while (!said.includes(text)) {
        const next = Promise.race([ended, once(child.stdout, 'data')]);
        if (child.exitCode !== null) throw new Error(`It ended without "${text}": ${said}`);
        await next;
      }
    },
  };
}

it('rotates the key while orders come in, and then sells', async () => {
  const port = await freePort();
  const { said, until } = await start(port);
  await until('until you press Ctrl-C');
  expect(said()).toContain('12 orders, the old key revoked after 6: 0 failed');
  // One of them found the old key revoked, and all others what it had found.
  expect(said().match(/^rotation: LuxCore refused key 0, key 1 is in use$/gm)).toHaveLength(1);
  expect(said()).toContain('luxcore POST /payments 401');
  expect(said().match(/luxcore POST \/payments 201/g)).toHaveLength(12);
  const page = await fetch(`http://127.0.0.1:${String(port)}/`);
  expect(await page.text()).toContain('What would you like?');
});

it('says what to do where its port is taken', async () => {
  const port = await freePort();
  await (await start(port)).until('until you press Ctrl-C');
  const second = await start(port);
  await second.until(`Port ${String(port)} cannot be used: set PORT to another`);
});
