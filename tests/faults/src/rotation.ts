/** `pnpm --filter faults run rotation [rotations]`: ten rotations of secrets and of keys, under load. */
import { rotationRun } from './rotation-run.ts';

const rotations = Number(process.argv[2] ?? 10);
for (const rotated of ['secrets', 'keys', 'supplier'] as const) {
  const { created, failures, rotationEvents } = await rotationRun(rotated, rotations);
  console.log(
    `${rotated}: ${String(rotations)} rotations, ${String(created)} payments created, ${String(failures.length)} failed, ${String(rotationEvents)} rotation events`,
  );
  if (failures.length > 0) console.log(`such as ${String(failures[0])}`);
  if (failures.length > 0 || created === 0) process.exitCode = 1;
}
