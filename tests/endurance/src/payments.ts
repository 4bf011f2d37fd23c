/** `pnpm --filter endurance run payments [count]`: signed payments with webhooks, 10,000 unless told. */
import { paymentsRun } from './payments-run.ts';

const count = Number(process.argv[2] ?? 10_000);
const { created, told, toldTwice, seconds } = await paymentsRun(count);
console.log(
  `${String(created)} payments created, ${String(told)} told by a webhook, ${String(count - told)} lost, ${String(toldTwice)} handled twice, in ${seconds.toFixed(1)} s`,
);
process.exitCode = created === count && told === count && toldTwice === 0 ? 0 : 1;
