/**
 * `pnpm run bench:webhooks`: verifies and parses one delivery with ours and with named peers.
 * With `--quick` the rounds are few and short, to see that all runs; nothing is written then.
 */
import { machine, pinnedVersions, table, withRange, writeResults } from '../harness/report.ts';
import { summarise, timeInRounds, type RoundsOptions } from '../harness/rounds.ts';
import { samplesOf, speedUp } from '../harness/speed-up.ts';
import { BODY, PEERS, type PeerName, type Receive } from './peers.ts';

interface Asked {
  readonly ours: PeerName;
  readonly theirs: PeerName;
  readonly floor: number;
}

const ASKED: readonly Asked[] = [
  { ours: 'luxcore', theirs: 'stripe', floor: 1.5 },
  { ours: 'luxcore', theirs: 'standardWebhooks', floor: 4 },
];

/** Told beside them: ours by the scheme of the others, which asks for more than LuxCore's. */
const BESIDE: readonly (readonly [ours: PeerName, theirs: PeerName])[] = [
  ['luxcoreStandard', 'standardWebhooks'],
  ['luxcoreStandard', 'svix'],
];

const QUICK = process.argv.includes('--quick');
const ROUNDS: RoundsOptions = QUICK ? { rounds: 3, roundMs: 5 } : { rounds: 31, roundMs: 50 };

/** Throws unless a peer takes the right body and refuses another. */
function assertTellsApart(title: string, receive: Receive): void {
  if (receive(BODY) === undefined) throw new Error(`${title} returns no event`);
  const other = Uint8Array.from(BODY);
  other[BODY.length - 10] = (other[BODY.length - 10] ?? 0) ^ 1;
  try {
    receive(other);
  } catch {
    return;
  }
  throw new Error(`${title} accepts a body that was not signed`);
}

function ratio(ours: PeerName, theirs: PeerName) {
  const found = speedUp(timings, ours, theirs);
  if (found === undefined) throw new Error(`${ours} or ${theirs} was not measured`);
  return found;
}

const names = Object.keys(PEERS) as PeerName[];
const runs: Record<string, () => unknown> = {};
for (const name of names) {
  const { title, receive } = PEERS[name];
  assertTellsApart(title, receive);
  runs[name] = () => receive(BODY);
}
const timings = await timeInRounds(runs, ROUNDS);
const versions = pinnedVersions();

const asked = ASKED.map(({ ours, theirs, floor }) => {
  const found = ratio(ours, theirs);
  const isMet = found.median >= floor ? 'yes' : 'no';
  return [`${PEERS[ours].title} / ${PEERS[theirs].title}`, String(floor), withRange(found), isMet];
});
const beside = BESIDE.map(([ours, theirs]) => [
  `${PEERS[ours].title} / ${PEERS[theirs].title}`,
  '-',
  withRange(ratio(ours, theirs)),
  '-',
]);
const times = names.map((name) => [
  PEERS[name].title,
  `${withRange(summarise(samplesOf(timings, name) ?? []))} µs`,
]);
const used = ['stripe', 'standardwebhooks', 'svix'].map(
  (name) => `${name} ${versions[name] ?? 'of an unknown version'}`,
);

const text = `# Webhooks

Made by \`npx pnpm@12.18.0 run bench:webhooks\` on ${machine()}, Node ${process.versions.node}, with ${used.join(', ')}.

One delivery of ${BODY.length.toLocaleString('en')} bytes is verified and parsed, with secrets and objects kept where a package can
keep them; that each refuses a body that was not signed is looked at first. Every number is the median of
${String(ROUNDS.rounds)} rounds, with the lowest and the highest behind it. In a round each runs for ${String(ROUNDS.roundMs)} ms in one process, in
random order; a ratio is taken within a round: 2 is twice as fast.

${table(['ours / theirs', 'asked', 'measured', 'met'], [...asked, ...beside])}

${table(['', 'one delivery'], times)}
`;
console.log(text);
if (!QUICK) await writeResults('webhooks', text);
