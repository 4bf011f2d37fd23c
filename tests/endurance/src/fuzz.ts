/** `pnpm --filter endurance run fuzz [count] [seed]`: random requests, 200,000 unless told. */
import { fuzzRun } from './fuzz-run.ts';

const count = Number(process.argv[2] ?? 200_000);
const seed = Number(process.argv[3] ?? Date.now() % 2 ** 31);
/** Together, what is made in a run; by parts, so that what fast-check makes beforehand has room. */
const PART = 10_000;
const all = new Map<number, number>();
const faults: string[] = [];
let slowestMs = 0;
let mebibytes = 0;
for (let part = 0; part * PART < count; part++) {
  const run = await fuzzRun(Math.min(PART, count - part * PART), seed + part);
  for (const [status, times] of run.statuses) all.set(status, (all.get(status) ?? 0) + times);
  faults.push(...run.faults);
  slowestMs = Math.max(slowestMs, run.slowestMs);
  mebibytes = process.memoryUsage().heapUsed / 1024 / 1024;
  console.error(
    `${String((part + 1) * PART)} of ${String(count)}, heap ${mebibytes.toFixed(0)} MiB`,
  );
}
const statuses = [...all]
  .sort(([a], [b]) => a - b)
  .map(([status, times]) => `${String(status)}: ${String(times)}`);
console.log(
  `${String(count)} requests (seed ${String(seed)}): ${statuses.join(', ')}; slowest ${slowestMs.toFixed(0)} ms, heap at the end ${mebibytes.toFixed(0)} MiB, ${String(faults.length)} faults`,
);
for (const fault of faults.slice(0, 20)) console.log(fault.slice(0, 500));
process.exitCode = faults.length === 0 ? 0 : 1;
