/** Short forms of the commands of this package, which run for longer. */
import { beforeAll, describe, expect, it } from 'vitest';
import { BROKEN_CLIENTS } from './broken-clients.ts';
import { creationsRun, type CreationsRun } from './creations-run.ts';
import { FAULTS } from './fault-table.ts';
import { judge, type Rule } from './judge.ts';
import { fingerprint } from './plan.ts';
import { replaying } from './replaying-client.ts';
import { outcomes } from './report.ts';

const CREATIONS = 1_500;
const REPLAYED_CREATIONS = 500;
const SEED = 1;
/** Each broken client gets a share of these; one of them shows what it breaks once in hundreds of calls. */
const SHARED_CREATIONS = 4_500;

it(`keeps its promise through ${String(CREATIONS)} creations and every fault`, async () => {
  const run = await creationsRun({ count: CREATIONS, seed: SEED });
  expect(run.breaches).toEqual([]);
  expect(run.crashes).toEqual([]);
  // They meet every fault, and end in every way, or this says little.
  const met = new Set(run.ended.met.flatMap(([, faults]) => faults));
  const planned = Object.entries(FAULTS).filter(([, weight]) => weight > 0);
  expect(planned.filter(([fault]) => !met.has(fault as keyof typeof FAULTS))).toEqual([]);
  expect([...outcomes(run.histories).keys()]).toEqual(
    expect.arrayContaining(['created', 'existing', 'unknown', 'rejected', 'not_sent']),
  );
}, 120_000);

it(`keeps it through ${String(REPLAYED_CREATIONS)} for a caller that replays by firstSentAt`, async () => {
  let replays = 0;
  const run = await creationsRun({
    count: REPLAYED_CREATIONS,
    seed: SEED,
    wrap: (client) => replaying(client, () => replays++),
  });
  expect(run.breaches).toEqual([]);
  expect(replays).toBeGreaterThan(REPLAYED_CREATIONS / 10);
}, 120_000);

describe('a run in which some clients break the promise', () => {
  const broken = Object.entries(BROKEN_CLIENTS);
  const honest = broken.length;
  let run: CreationsRun;
  /** Two calls that follow each other may share a reference: they have the same client. */
  const clientOf = (call: number): number => Math.floor(call / 2) % (broken.length + 1);

  beforeAll(async () => {
    run = await creationsRun({
      count: SHARED_CREATIONS,
      seed: SEED,
      // What never ends holds nobody up.
      patienceMs: 500,
      graceMs: 5_000,
      wrap: (client, { number }) => broken[clientOf(number)]?.[1].wrap(client) ?? client,
    });
  }, 120_000);

  function rulesBrokenBy(client: number): ReadonlySet<Rule> {
    const histories = run.histories.filter(({ asked }) => clientOf(asked.number) === client);
    const payments = run.ended.payments.filter(({ madeBy = 0 }) => clientOf(madeBy) === client);
    return new Set(judge(histories, payments).map(({ rule }) => rule));
  }

  it.each(broken.map(([name, { breaks }], client) => ({ name, breaks, client })))(
    'sees the one that $name',
    ({ breaks, client }) => {
      expect(rulesBrokenBy(client)).toContain(breaks);
    },
  );

  it('finds nothing wrong with the one that keeps it', () => {
    expect(rulesBrokenBy(honest)).toEqual(new Set());
  });
});

it('makes the same plan of the same seed', () => {
  expect(fingerprint(SEED, 100)).toBe(fingerprint(SEED, 100));
  expect(fingerprint(SEED, 100)).not.toBe(fingerprint(SEED + 1, 100));
});
