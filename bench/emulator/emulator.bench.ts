/**
 * `pnpm run bench:emulator`: signed payments in this process, against a bare Hono route that parses and
 * answers the same JSON, and how soon a new emulator answers. With `--quick` the rounds are few and short,
 * to see that all runs; nothing is written then.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createEmulator } from '@luxcore/emulator';
import { createSigner } from '@luxcore/signing';
import { Hono } from 'hono';
import { machine, pinnedVersions, table, withRange, writeResults } from '../harness/report.ts';
import { summarise, timeInRounds, type RoundsOptions } from '../harness/rounds.ts';
import { samplesOf, speedUp } from '../harness/speed-up.ts';

const ASKED_RATIO = 0.25;
const ASKED_FIRST_MS = 10;
const QUICK = process.argv.includes('--quick');
const ROUNDS: RoundsOptions = QUICK ? { rounds: 3, roundMs: 20 } : { rounds: 21, roundMs: 100 };
const PROCESSES = QUICK ? 3 : 21;

const ORIGIN = 'https://api.lux-core.io';
const PATH = '/api/v2/payments';
const BODY = JSON.stringify({
  type: 'deposit',
  amount: 150_000,
  currency: 'MXN',
  method: 'spei',
  description: 'Order 1001',
  customer: { name: 'Ana López', email: 'ana@example.com' },
  metadata: { cart: 'c-1001', items: 3 },
});

const emulator = createEmulator({ limits: { creation: [], standard: [] } });
const { merchantId, hmacSecret: secret } = emulator.credentials;
const signer = createSigner({ merchantId, secret });

async function signedCreate(): Promise<unknown> {
  const { headers } = signer.sign({ method: 'POST', path: PATH, body: BODY });
  const response = await emulator.fetch(ORIGIN + PATH, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: BODY,
  });
  return response.json();
}

const payment = (await signedCreate()) as object;
const bare = new Hono();
bare.post(PATH, async (c) => {
  await c.req.json();
  return c.json(payment, 201);
});

async function bareCreate(): Promise<unknown> {
  const { headers } = signer.sign({ method: 'POST', path: PATH, body: BODY });
  const request = new Request(ORIGIN + PATH, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: BODY,
  });
  return (await bare.fetch(request)).json();
}

if (!('transaction_id' in payment)) throw new Error('The emulator made no payment');
const timings = await timeInRounds({ emulator: signedCreate, bare: bareCreate }, ROUNDS);
const ratio = speedUp(timings, 'emulator', 'bare');
if (ratio === undefined) throw new Error('Nothing was measured');
const [ours, theirs] = ['emulator', 'bare'].map((name) =>
  summarise(samplesOf(timings, name) ?? []),
);
const perSecond = ours === undefined ? 0 : 1_000_000 / ours.median;

const first = Array.from({ length: PROCESSES }, () => {
  const file = fileURLToPath(new URL('first-answer.ts', import.meta.url));
  const line = execFileSync(process.execPath, [file], { encoding: 'utf8' });
  return JSON.parse(line) as { runtime: number; made: number; answered: number };
});
const runtime = summarise(first.map((one) => one.runtime));
const made = summarise(first.map((one) => one.made));
const answered = summarise(first.map((one) => one.answered));
const isMet = (met: boolean): string => (met ? 'yes' : 'no');

const text = `# Emulator

Made by \`npx pnpm@12.18.0 run bench:emulator\` on ${machine()}, Node ${process.versions.node}, with hono ${pinnedVersions().hono ?? ''}.

Payments are signed, verified, validated, booked and answered in one process; the bare Hono route reads a request
with the same headers, parses its JSON and answers the same payment. Medians of ${String(ROUNDS.rounds)} interleaved rounds of ${String(ROUNDS.roundMs)} ms, with
the lowest and the highest behind them; the first answer is the median of ${String(PROCESSES)} new processes, without their
import and without what Node loads when it makes its first Request, which is told below.

${table(
  ['', 'asked', 'measured', 'met'],
  [
    [
      'signed creates a second / those of the bare route',
      `at least ${String(ASKED_RATIO)}`,
      withRange(ratio),
      isMet(ratio.median >= ASKED_RATIO),
    ],
    [
      'made and first answer, ms',
      `under ${String(ASKED_FIRST_MS)}`,
      withRange(answered),
      isMet(answered.median < ASKED_FIRST_MS),
    ],
    ['made, ms', '-', withRange(made), '-'],
    ["before it: Node's own first Request, ms", '-', withRange(runtime), '-'],
    ['one signed create, µs', '-', ours === undefined ? '-' : withRange(ours), '-'],
    ['one request of the bare route, µs', '-', theirs === undefined ? '-' : withRange(theirs), '-'],
    ['signed creates a second', '-', perSecond.toFixed(0), '-'],
  ],
)}
`;
console.log(text);
if (!QUICK) await writeResults('emulator', text);
await emulator.close();
