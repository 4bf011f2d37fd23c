/** `pnpm run bench:signing`: the signer against documentation-style node:crypto code. */
import { createSigner } from '@luxcore/signing';
import { machine, table, writeResults } from '../harness/report.ts';
import { timeInRounds } from '../harness/rounds.ts';
import { signAsDocumented } from './documentation-style.ts';

const BODY_BYTES = [0, 300, 2_000, 64_000, 1_000_000];
const secret = 'benchmark_secret';
const method = 'POST';
const path = '/api/v2/payments';
const signer = createSigner({ merchantId: 1024, secret });

const rows = BODY_BYTES.map((bytes) => {
  const body = 'x'.repeat(bytes);
  const [documented, ours] = timeInRounds({
    documented: () => signAsDocumented(secret, method, path, body),
    ours: () => signer.sign({ method, path, body }),
  });
  if (documented === undefined || ours === undefined) throw new Error('A variant is missing');
  const ratio = documented.median / ours.median;
  return [
    String(bytes),
    documented.median.toFixed(2),
    ours.median.toFixed(2),
    `${ratio.toFixed(2)} x`,
  ];
});

const text = `# Signing

Microseconds a signature, median of 15 interleaved rounds; the ratio says how many times as fast ours is.

${table(['body, bytes', 'node:crypto as documented', '@luxcore/signing', 'ratio'], rows)}

${machine()}. Made by \`npx pnpm@12.18.0 run bench:signing\`.
`;
console.log(text);
await writeResults('signing', text);
