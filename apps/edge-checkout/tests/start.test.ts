/** The command of the README, as a process. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../../tests/gates/src/free-port.ts';

const START = fileURLToPath(new URL('../local/start.ts', import.meta.url));

function start(port: number) {
  const child = spawn(process.execPath, [START], { env: { ...process.env, PORT: String(port) } });
  onTestFinished(() => void child.kill());
  return child;
}

it.each(['SIGINT', 'SIGTERM'] as const)('serves the checkout until %s', async (signal) => {
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const child = start(port);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(line)).toBe(`The checkout is open at ${url} until you press Ctrl-C.\n`);
  expect(await (await fetch(url)).text()).toContain('Night concert');

  const closed = once(child, 'close');
  child.kill(signal);
  await closed;
  // No workerd is left behind.
  await expect(fetch(url)).rejects.toThrow();
});

it('says what to do where its port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const child = start(port);
  const said = await text(child.stderr);
  expect(said).toContain(`set PORT to another than ${String(port)} if that is taken`);
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(1);
  server.close();
});
