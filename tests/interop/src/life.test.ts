/**
 * Programs in other languages, written from the rules and not from our code, play the whole life of a
 * payment at the emulator: a webhook endpoint, a signed deposit, its hosted page, the webhooks, the balance.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEmulator, type Emulator } from '@luxcore/emulator';
import { listen, type Listening } from '@luxcore/emulator/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithTools } from './required-tools.ts';

const run = promisify(execFile);
let emulator: Emulator;
let server: Listening;
const inbox = mkdtempSync(join(tmpdir(), 'inbox-'));

/** Writes what it gets into the inbox, for a shell to read. */
let count = 0;
const receiver = createServer((request, response) => {
  const chunks: Uint8Array[] = [];
  request.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  request.on('end', () => {
    const file = join(inbox, String(++count));
    writeFileSync(`${file}.signature`, String(request.headers['x-webhook-signature']));
    writeFileSync(`${file}.timestamp`, String(request.headers['x-webhook-timestamp']));
    writeFileSync(`${file}.part`, Buffer.concat(chunks));
    renameSync(`${file}.part`, `${file}.body`);
    response.writeHead(204).end();
  });
});

beforeAll(async () => {
  emulator = createEmulator();
  server = await listen(emulator);
  await new Promise<void>((resolve) => {
    receiver.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(async () => {
  receiver.close();
  await server.close();
  await emulator.close();
  rmSync(inbox, { recursive: true, force: true });
});

async function play(command: string, file: string, ...args: string[]): Promise<string> {
  const { merchantId, hmacSecret, testKey } = emulator.credentials;
  const program = fileURLToPath(new URL(file, import.meta.url));
  const { stdout } = await run(command, [program, ...args], {
    env: {
      PATH: process.env.PATH,
      LUXCORE_URL: server.url,
      LUXCORE_MERCHANT_ID: String(merchantId),
      LUXCORE_HMAC_SECRET: hmacSecret,
      LUXCORE_API_KEY: testKey,
    },
  });
  return stdout;
}

describeWithTools('python3, standard library', 'life.py', ['python3'], () => {
  it('plays the life of a payment', async () => {
    const { id, ...rest } = JSON.parse(await play('python3', 'life.py')) as { id: string };
    expect(rest).toEqual({
      events: [
        ['payment.created', id],
        ['payment.completed', id],
      ],
      versions: [1, 2],
      page_says_paid: true,
      status: 'completed',
      gained: 148_500,
    });
  });
});

describeWithTools('shell, curl and openssl', 'life.sh', ['sh', 'curl', 'openssl'], () => {
  it('plays the life of a payment', async () => {
    const { port } = receiver.address() as AddressInfo;
    const url = `http://127.0.0.1:${String(port)}/luxcore`;
    expect((await play('sh', 'life.sh', url, inbox)).trim().split('\n')).toEqual([
      'webhook payment.created 1',
      'webhook payment.completed 2',
      'payment completed',
      'gained 148500',
    ]);
  });
});
