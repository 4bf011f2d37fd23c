/** Short forms of the commands of this package, which run for longer. */
import { expect, it } from 'vitest';
import { fuzzRun } from './fuzz-run.ts';
import { killRun } from './kill-run.ts';
import { paymentsRun } from './payments-run.ts';

const KILLS = 20;
const REQUESTS = 5_000;
const PAYMENTS = 1_000;

it(`loses nothing that was acknowledged, and has nothing by halves, killed ${String(KILLS)} times`, async () => {
  let acknowledged = 0;
  for (let run = 0; run < KILLS; run++) {
    const { faults, ...seen } = await killRun();
    expect(faults).toEqual([]);
    acknowledged += seen.acknowledged;
  }
  expect(acknowledged).toBeGreaterThan(KILLS);
}, 120_000);

it(`answers ${String(REQUESTS)} random requests in the documented shape, and never with a fault`, async () => {
  const { statuses, faults } = await fuzzRun(REQUESTS, 1);
  expect(faults).toEqual([]);
  // They reach every layer, or this says little.
  const seen = [200, 201, 204, 400, 401, 403, 404, 415].filter((status) => !statuses.has(status));
  expect(seen).toEqual([]);
}, 120_000);

it(`tells of ${String(PAYMENTS)} payments by webhooks, each once`, async () => {
  const { seconds, ...seen } = await paymentsRun(PAYMENTS);
  expect(seen).toEqual({ created: PAYMENTS, told: PAYMENTS, toldTwice: 0 });
  expect(seconds).toBeGreaterThan(0);
}, 120_000);
