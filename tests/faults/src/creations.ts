/** `pnpm --filter faults run creations [count] [--seed n] [--concurrency n]`: 50,000 payments unless told. */
import { parseArgs } from 'node:util';
import { creationsRun } from './creations-run.ts';
import { isClean, report } from './report.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    concurrency: { type: 'string', default: '50' },
  },
});
const count = Number(positionals[0] ?? 50_000);
const run = await creationsRun({
  count,
  seed: Number(values.seed),
  concurrency: Number(values.concurrency),
  onProgress: (done) => {
    console.error(`${String(done)} of ${String(count)}`);
  },
});
console.log(report(run));
process.exitCode = isClean(run) ? 0 : 1;
// What is still pending would keep the process alive.
process.exit();
