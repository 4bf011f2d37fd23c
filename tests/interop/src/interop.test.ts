/**
 * Programs in other languages, written from the rules and not from our code, pay at the emulator. So
 * the signature that we make is the one that anybody makes who assumes the same canonical string.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createEmulator, type Emulator } from '@luxcore/emulator';
import { listen, type Listening } from '@luxcore/emulator/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithTools } from './required-tools.ts';

const PROGRAMS = [
  {
    name: 'shell, curl and openssl',
    command: 'sh',
    file: 'pay.sh',
    tools: ['sh', 'curl', 'openssl'],
  },
  { name: 'python3, standard library', command: 'python3', file: 'pay.py', tools: ['python3'] },
] as const;

const run = promisify(execFile);
let emulator: Emulator;
let server: Listening;

beforeAll(async () => {
  emulator = createEmulator();
  server = await listen(emulator);
});
afterAll(() => server.close());

function pay(command: string, file: string, env: NodeJS.ProcessEnv = {}, reference = file) {
  const { merchantId, hmacSecret } = emulator.credentials;
  return run(command, [fileURLToPath(new URL(file, import.meta.url)), reference], {
    env: {
      PATH: process.env.PATH,
      LUXCORE_URL: server.url,
      LUXCORE_MERCHANT_ID: String(merchantId),
      LUXCORE_HMAC_SECRET: hmacSecret,
      ...env,
    },
  });
}

for (const { name, command, file, tools } of PROGRAMS) {
  describeWithTools(name, file, tools, () => {
    it('creates a payment', async () => {
      const { stdout } = await pay(command, file);
      expect(JSON.parse(stdout)).toMatchObject({
        status: 'pending',
        amount: 150_000,
        merchant_reference: file,
      });
    });

    it.each(['LUXCORE_URL', 'LUXCORE_MERCHANT_ID', 'LUXCORE_HMAC_SECRET'])(
      'says how it is used without %s',
      async (name) => {
        await expect(pay(command, file, { [name]: undefined })).rejects.toMatchObject({
          code: 2,
          stdout: '',
          stderr: expect.stringMatching(`^${name} is not set. Usage: .*${file}`) as string,
        });
      },
    );

    it('is refused with another secret', async () => {
      const attempt = pay(command, file, { LUXCORE_HMAC_SECRET: 'another' }, 'never');
      await expect(attempt).rejects.toMatchObject({ code: expect.any(Number) as number });
      const failed = (await attempt.catch((error: unknown) => error)) as {
        stdout: string;
        stderr: string;
      };
      expect(failed.stdout + failed.stderr).toContain('"error":"INVALID_SIGNATURE"');
    });
  });
}
