/**
 * Programs in other languages, which share nothing with our code, compute the vectors anew: Python all
 * of them, a shell what it can. So no digest and no code of the file is our word alone.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { VectorBody, Vectors } from '../../../packages/signing/src/vectors/index.ts';
import { describeWithTools } from './required-tools.ts';

interface Outcome {
  /** The exit status, or what ended the program before it had one. */
  status: unknown;
  stdout: string;
  stderr: string;
}

// The file itself, as other languages find it, not our module of it.
const FILE = fileURLToPath(
  new URL('../../../packages/signing/src/vectors/vectors.json', import.meta.url),
);
const TEXT = await readFile(FILE, 'utf8');
const VECTORS = JSON.parse(TEXT) as Vectors;

/** Runs a program that lies beside this file. */
function run(command: string, file: string, args: readonly string[], input = ''): Promise<Outcome> {
  return new Promise((resolve) => {
    const program = fileURLToPath(new URL(file, import.meta.url));
    const child = execFile(command, [program, ...args], (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : (error.code ?? error.signal), stdout, stderr });
    });
    // A program that reads no input may have ended before it is written.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

describeWithTools('python3, standard library', 'vectors.py', ['python3'], () => {
  it('computes every signature, and answers every request', async () => {
    const { status, stdout, stderr } = await run('python3', 'vectors.py', [FILE]);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({
      signing: VECTORS.signing.length,
      acceptances: VECTORS.acceptances.length,
      refusals: VECTORS.refusals.length,
      differences: 0,
    });
    expect(status).toBe(0);
  });

  it('names the vectors that are wrong', async () => {
    const [signing] = VECTORS.signing;
    const refusal = VECTORS.refusals.at(-1);
    const request = refusal?.requests.at(-1);
    if (signing === undefined || request === undefined) throw new Error('the vectors are empty');
    const wrong = {
      ...VECTORS,
      signing: [{ ...signing, signature: `hmac_sha256=${'0'.repeat(64)}` }],
      refusals: [{ ...refusal, requests: [{ ...request, code: 'NONCE_REUSED' }] }],
    };

    const folder = await mkdtemp(join(tmpdir(), 'vectors-'));
    try {
      const file = join(folder, 'wrong.json');
      await writeFile(file, JSON.stringify(wrong));
      const { status, stdout } = await run('python3', 'vectors.py', [file]);
      expect(status).toBe(1);
      expect(stdout).toContain(`signing: ${signing.name}: signature: expected`);
      expect(stdout).toContain(
        `refusals: ${String(refusal?.name)}: request 0: expected "NONCE_REUSED"`,
      );
      expect(stdout).toContain('"differences": 2');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** The body as vectors.sh takes it: its form, and what comes on standard input. */
function shellBody(body: VectorBody | null): { form: string[]; input?: string } {
  if (body === null) return { form: ['none'] };
  if ('repeat' in body) return { form: ['repeat', body.repeat, String(body.length)] };
  if ('hex' in body) return { form: ['hex'], input: body.hex };
  const input = 'base64' in body ? body.base64 : Buffer.from(body.text).toString('base64');
  return { form: ['base64'], input };
}

describeWithTools('shell and openssl', 'vectors.sh', ['sh', 'openssl'], () => {
  console.warn(
    `\n!!! NOT RUN: vectors.sh signs; it answers none of the ${String(VECTORS.acceptances.length + VECTORS.refusals.length)} requests to verify. ` +
      'A variable of a shell holds no NUL, and a shell has no list of pairs and no comparison in constant time !!!\n',
  );

  it.concurrent.each(VECTORS.signing)('signs: $name', async (vector) => {
    const { secret, timestamp, nonce, method, path, body } = vector;
    const { form, input } = shellBody(body);
    const hex = Buffer.from(secret).toString('hex');
    const args = [hex, String(timestamp), nonce, method, path, ...form];
    expect(await run('sh', 'vectors.sh', args, input)).toEqual({
      status: 0,
      stdout: `${vector.bodySha256}\n${vector.canonical}\n${vector.signature}\n`,
      stderr: '',
    });
  });

  it('refuses a form of body that it does not know', async () => {
    const { status, stderr } = await run('sh', 'vectors.sh', ['00', '0', 'n', 'GET', '/', 'json']);
    expect(status).toBe(2);
    expect(stderr).toContain('expected none, base64, hex or repeat, received json');
  });
});
