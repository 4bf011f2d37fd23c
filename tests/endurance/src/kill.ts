/** `pnpm --filter endurance run kill [runs]`: kills emulators with a file, 1,000 of them unless told. */
import { killRun } from './kill-run.ts';

const runs = Number(process.argv[2] ?? 1_000);
let acknowledged = 0;
let failed = 0;
for (let run = 1; run <= runs; run++) {
  const result = await killRun();
  acknowledged += result.acknowledged;
  if (result.faults.length > 0) {
    failed += 1;
    console.error(`run ${String(run)}: ${result.faults.join('; ')}`);
  }
  if (run % 50 === 0) console.error(`${String(run)} of ${String(runs)}`);
}
console.log(
  `${String(runs)} emulators killed, ${String(acknowledged)} payments acknowledged, ${String(failed)} runs with a fault`,
);
process.exitCode = failed === 0 ? 0 : 1;
