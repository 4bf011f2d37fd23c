/**
 * `pnpm run bench:signing`: signs and verifies with ours and with named peers, on each runtime in turn.
 * With `--quick` the rounds are few and short, to see that all runs; nothing is written then.
 */
import { bundleSuite } from '../harness/bundle.ts';
import { machine, pinnedVersions, table, withRange, writeResults } from '../harness/report.ts';
import { summarise, type RoundsOptions } from '../harness/rounds.ts';
import { samplesOf, speedUp } from '../harness/speed-up.ts';
import { runtimes } from '../harness/runtimes.ts';
import { ASKED, ASKED_IMPORT_MS, ASKED_OF_LARGEST } from './asked.ts';
import { timeImport } from './import-time.ts';
import { PEER_NAMES, PEERS, type PeerName } from './peers/peers.ts';
import { BODY_BYTES, LARGEST_BYTES, PAYMENT_BYTES } from './sizes.ts';
import type { SuiteReport, Timings } from './suite.ts';

const QUICK = process.argv.includes('--quick');
const ROUNDS: RoundsOptions = QUICK ? { rounds: 3, roundMs: 5 } : { rounds: 15, roundMs: 40 };
const IMPORT_ROUNDS = QUICK ? 5 : 41;
const NOTHING = '-';

function ratioTable(timings: Timings, base: PeerName): string {
  const rows = PEER_NAMES.map((name) => [
    PEERS[name].title,
    ...BODY_BYTES.map((bytes) => {
      if (name === base) {
        const samples = samplesOf(timings[bytes], name);
        return samples ? `${withRange(summarise(samples))} µs` : NOTHING;
      }
      const ratio = speedUp(timings[bytes], base, name);
      return ratio ? withRange(ratio) : NOTHING;
    }),
  ]);
  return table(['', ...BODY_BYTES.map((bytes) => `${bytes.toLocaleString('en')} B`)], rows);
}

function askedTable(name: string, report: SuiteReport): string {
  const rows = (ASKED[name] ?? []).map(({ ours, theirs, floor }) => {
    const cells = [report.sign, report.verify].flatMap((timings) => {
      const ratio = speedUp(timings[PAYMENT_BYTES], ours, theirs);
      if (!ratio) return [NOTHING, NOTHING];
      return [withRange(ratio), ratio.median >= floor ? 'yes' : 'no'];
    });
    return [`${PEERS[ours].title} / ${PEERS[theirs].title}`, floor.toFixed(1), ...cells];
  });
  if (rows.length === 0) return '';
  return `Asked at ${String(PAYMENT_BYTES)} bytes, and measured:

${table(['ours / theirs', 'asked', 'sign', 'met', 'verify', 'met'], rows)}
`;
}

function section(name: string, report: SuiteReport): string {
  // Where the runtime has no hash that ours uses, what is compared is what ours does there.
  const hasNative = samplesOf(report.sign[PAYMENT_BYTES], 'native') !== undefined;
  const base = hasNative ? 'native' : 'ourNoble';
  const ofHash = speedUp(report.largest, 'sign', 'hash');
  const missing = report.missing.map((line) => `- ${line}`).join('\n');
  return `## ${report.runtime}

${askedTable(name, report)}
Sign: the first row in microseconds a call, below how many times as long others take as ${PEERS[base].title}.

${ratioTable(report.sign, base)}

Verify:

${ratioTable(report.verify, base)}

Signing ${LARGEST_BYTES.toLocaleString('en')} bytes has ${ofHash ? withRange(ofHash) : NOTHING} of the throughput of the runtime's own hash alone; asked ${String(ASKED_OF_LARGEST)}.
${missing === '' ? '' : `\nNot measured here:\n\n${missing}\n`}`;
}

const versions = pinnedVersions();
const suite = await bundleSuite(new URL('suite.ts', import.meta.url), 'signing');
const sections = runtimes().map(({ name, run }) => {
  console.error(`${name} ...`);
  const lines = run(suite, JSON.stringify(ROUNDS)).trimEnd().split('\n');
  return section(name, JSON.parse(lines.at(-1) ?? '') as SuiteReport);
});
console.error('Import ...');
const { empty, added } = await timeImport(IMPORT_ROUNDS);
const peerRows = PEER_NAMES.map((name) => {
  const { title, package: packageName, differs } = PEERS[name];
  const version = packageName === undefined ? NOTHING : (versions[packageName] ?? NOTHING);
  return [title, version, differs];
});

const text = `# Signing

Made by \`npx pnpm@12.18.0 run bench:signing\` on ${machine()}.

Every number is the median of ${String(ROUNDS.rounds)} rounds, with the lowest and the highest round behind it. In a round each
peer runs for ${String(ROUNDS.roundMs)} ms in one process, in random order; a ratio is taken within a round, of the time that a peer
takes to the time that ours takes: 2 is twice as fast. The range matters: by how it is measured alone a
ratio moves by up to 1.4 times on a shared machine. Bodies are JSON texts. Each peer signs and
verifies the same bodies as its documentation shows, with its keys and credentials kept where it can keep them;
that its check accepts the body and refuses another is looked at first.

${sections.join('\n')}
## Import

Importing all of the package, bundled and minified, adds ${withRange(added.imported)} ms to the ${withRange(empty)} ms of a process
that runs an empty script on Node ${process.versions.node}; asked at most ${String(ASKED_IMPORT_MS)} ms. With a first signature it adds ${withRange(added.signed)} ms.
These are medians of ${String(IMPORT_ROUNDS)} interleaved rounds.

## What is compared

${table(['', 'version', 'more or less than ours'], peerRows)}
`;
console.log(text);
if (!QUICK) await writeResults('signing', text);
