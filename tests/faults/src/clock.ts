/** `pnpm --filter faults run clock [count]`: 200 payments at once, by a clock 20 minutes wrong either way. */
import { clockRun } from './clock-run.ts';

const count = Number(process.argv[2] ?? 200);
const MINUTES = [20, -20];
for (const minutes of MINUTES) {
  for (const transport of ['hmac', 'hmac, fetch'] as const) {
    const run = await clockRun(count, minutes * 60_000, transport);
    console.log(
      `${transport}, clock ${String(minutes)} minutes off: ${String(run.created)} of ${String(count)} payments created, ${String(run.clockEvents)} clock events, in ${run.seconds.toFixed(1)} s`,
    );
    if (run.failures.length > 0) console.log(`such as ${String(run.failures[0])}`);
    if (run.created < count || run.clockEvents !== 1) process.exitCode = 1;
  }
}
