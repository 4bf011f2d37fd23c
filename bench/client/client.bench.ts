/**
 * `pnpm run bench:client`: creates payments with ours and with named peers, each in a process of its own,
 * at a local server in another. With `--quick` the rounds are few and short, to see that all runs; nothing
 * is written then, nor with names of peers behind it, which are measured alone: `--quick ours rawFetch`.
 */
import { machine, pinnedVersions, table, withRange, writeResults } from '../harness/report.ts';
import { ratios, shuffled, summarise, type Summary } from '../harness/rounds.ts';
import { ASKED, ASKED_HEAP, type Asked } from './asked.ts';
import type { Measured } from './measure.ts';
import { measureOwnCost } from './own-cost.ts';
import { CONCURRENCY } from './payment.ts';
import { PEER_NAMES, PEERS, type PeerName } from './peers/peers.ts';
import { measureMemory, measurePeer, startServer, type Round } from './processes.ts';
import { measureSizes } from './sizes.ts';

const QUICK = process.argv.includes('--quick');
const ROUNDS = QUICK ? 3 : 5;
const [WARM_UP_MS, MEASURE_MS] = QUICK ? [700, 500] : [1_000, 1_500];
const OWN_COST = QUICK ? { rounds: 3, roundMs: 20 } : { rounds: 21, roundMs: 100 };
const REQUESTS = QUICK ? 20_000 : 1_000_000;
const KIB = 1024;
const NOTHING = '-';

const chosen = PEER_NAMES.filter((name) => process.argv.includes(name));
const names = chosen.length === 0 ? PEER_NAMES : chosen;
const measured = new Map<PeerName, Round[]>(names.map((name) => [name, []]));

async function measureRound(): Promise<void> {
  for (const peer of shuffled(names)) {
    const task = { peer, origin: server.origin, warmUpMs: WARM_UP_MS, measureMs: MEASURE_MS };
    measured.get(peer)?.push(await measurePeer(task, server));
  }
}

function figures(name: PeerName, figure: keyof Round): number[] {
  return (measured.get(name) ?? []).map((round) => round[figure]);
}

/** A peer's figure in relation to another's, round by round. */
function relation(figure: keyof Measured, ours: PeerName, theirs: PeerName): Summary | undefined {
  const [mine, other] = [figures(ours, figure), figures(theirs, figure)];
  return mine.length === 0 || other.length === 0 ? undefined : summarise(ratios(mine, other));
}

function cell(summary: Summary | undefined): string {
  return summary === undefined ? NOTHING : withRange(summary);
}

function yesOrNo(isMet: boolean): string {
  return isMet ? 'yes' : 'no';
}

function askedRow({ ours, theirs, figure, bound }: Asked): string[] {
  const found = relation(figure, ours, theirs);
  const [what, least] = figure === 'cpu' ? ['CPU a request', false] : ['requests a second', true];
  const isMet = found && (least ? found.median >= bound : found.median <= bound);
  return [
    `${what}: ${PEERS[ours].title} / ${PEERS[theirs].title}`,
    `at ${least ? 'least' : 'most'} ${bound.toFixed(2)}`,
    cell(found),
    isMet === undefined ? NOTHING : yesOrNo(isMet),
  ];
}

function peerRow(name: PeerName): string[] {
  const { title } = PEERS[name];
  const perSecond = summarise(figures(name, 'perSecond'));
  const busy = summarise(figures(name, 'serverBusy'));
  return [
    title,
    perSecond.median.toFixed(0),
    cell(relation('perSecond', name, 'rawFetch')),
    cell(relation('perSecond', name, 'rawFetchUntimed')),
    withRange(summarise(figures(name, 'cpu'))),
    cell(relation('cpu', name, 'rawFetch')),
    `${(busy.median * 100).toFixed(0)} %`,
    String(Math.max(...figures(name, 'connections'))),
  ];
}

const server = await startServer();
for (let round = 1; round <= ROUNDS; round++) {
  console.error(`Round ${String(round)} of ${String(ROUNDS)} ...`);
  await measureRound();
}
server.close();
console.error('Own cost, memory and sizes ...');
const own = await measureOwnCost(OWN_COST);
const memory = await measureMemory(REQUESTS);
const sizes = await measureSizes();

const [, second = Number.NaN, , last = Number.NaN] = memory.quarters;
const growth = last / second - 1;
const versions = pinnedVersions();

const heapRow = [
  `heap after the last quarter of ${memory.requests.toLocaleString('en')} requests / after the second`,
  `grown by at most ${String(ASKED_HEAP * 100)} %`,
  `${growth < 0 ? '' : '+'}${(growth * 100).toFixed(2)} %`,
  yesOrNo(growth <= ASKED_HEAP),
];
const sizeRows = sizes.map(({ title, bytes, asked }) => [
  title,
  asked === undefined ? NOTHING : `at most ${String(asked)}`,
  (bytes / KIB).toFixed(1),
  asked === undefined ? NOTHING : yesOrNo(bytes <= asked * KIB),
]);
const comparedRows = names.map((name) => {
  const { title, package: packageName, differs } = PEERS[name];
  return [title, packageName === undefined ? NOTHING : (versions[packageName] ?? NOTHING), differs];
});

const text = `# Client

Made by \`npx pnpm@12.18.0 run bench:client\` on ${machine()}, Node ${process.versions.node}.

Each peer creates payments with ${String(CONCURRENCY)} requests under way at any time, at a plain \`node:http\` server in a process
of its own, which keeps connections, verifies nothing and answers 201 with the payment. Every number is the
median of ${String(ROUNDS)} rounds, with the lowest and the highest behind it. In a round each peer runs in random order, in a new
process of its own, ${String(WARM_UP_MS)} ms to warm up and ${String(MEASURE_MS)} ms measured; a ratio is taken within a round. CPU is user and
system time of the client's process.

${table(['', 'asked', 'measured', 'met'], [...ASKED.map(askedRow), heapRow])}

## Requests

${table(
  [
    '',
    'requests/s',
    '/ raw fetch',
    '/ raw fetch, no timeout',
    'CPU a request, µs',
    'CPU / raw fetch',
    'server busy',
    'new connections',
  ],
  names.map(peerRow),
)}

The server's process has a core of its own at the most: where it is busy for nearly all of the time, the client waited
for it. New connections are those opened while it was measured, in the worst round.

## What the client itself costs

Where the answer is there at once, in the same process and one request after another, ours takes
${withRange(own.ours)} µs for a request and what is written by hand around fetch ${withRange(own.raw)} µs: ${withRange(own.ratio)} times as long. Both
have about the same stand-in for fetch in them, which makes a \`Response\`.

## Memory

${memory.requests.toLocaleString('en')} requests of one client with limiter and events on, ${String(CONCURRENCY)} at a time, were answered at once, in ${memory.seconds.toFixed(0)} s,
and told by ${memory.events.toLocaleString('en')} events. The heap in use after each quarter, garbage collected: ${memory.quarters.map((bytes) => `${(bytes / KIB / KIB).toFixed(2)} MiB`).join(', ')}.

## Size in a browser

Bundled by esbuild ${versions.esbuild ?? ''} for a browser, minified and gzipped:

${table(['', 'asked, KiB', 'KiB', 'met'], sizeRows)}

## What is compared

${table(['', 'version', 'more or less than ours'], comparedRows)}
`;
console.log(text);
if (!QUICK && chosen.length === 0) await writeResults('client', text);
