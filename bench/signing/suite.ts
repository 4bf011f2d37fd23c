/**
 * Signs and verifies with every peer on the runtime that runs it, and prints what was measured as JSON.
 * Its argument is the `RoundsOptions` as JSON.
 */
import * as crypto from 'node:crypto';
import { timeInRounds, type RoundsOptions, type Timing } from '../harness/rounds.ts';
import { runtimeName } from '../harness/runtime-name.ts';
import type { Check, Peer } from './peers/peer.ts';
import { PEER_NAMES, PEERS, type PeerName } from './peers/peers.ts';
import { bodyOf, METHOD, PATH } from './request.ts';
import { BODY_BYTES, LARGEST_BYTES } from './sizes.ts';

/** Timings of all peers that ran, by the size of the body. */
export type Timings = Readonly<Record<number, readonly Timing[]>>;

export interface SuiteReport {
  readonly runtime: string;
  readonly sign: Timings;
  readonly verify: Timings;
  /** Signing the largest body, as bytes, and what its hash alone takes. */
  readonly largest: readonly Timing[];
  /** What did not run, and why. */
  readonly missing: readonly string[];
}

const missing: string[] = [];

function reasonOf(error: unknown): string {
  const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
  return line ?? '';
}

async function loadPeers(): Promise<Map<PeerName, Peer>> {
  const peers = new Map<PeerName, Peer>();
  for (const name of PEER_NAMES) {
    try {
      peers.set(name, await PEERS[name].load());
    } catch (error) {
      missing.push(`${PEERS[name].title}: ${reasonOf(error)}`);
    }
  }
  return peers;
}

async function passes(check: Check, body: string): Promise<boolean> {
  try {
    return await check(body);
  } catch {
    return false;
  }
}

/** The check of one peer for one body, after a look that it tells right from wrong. */
async function receiverOf(name: PeerName, peer: Peer, body: string): Promise<Check | undefined> {
  try {
    const check = await peer.receive(body);
    if (!(await passes(check, body))) {
      missing.push(`${PEERS[name].title}: does not verify a body of ${String(body.length)} bytes`);
      return undefined;
    }
    if (await passes(check, `${body} `)) throw new Error('accepts a body that was not signed');
    return check;
  } catch (error) {
    missing.push(`${PEERS[name].title}, verify: ${reasonOf(error)}`);
    return undefined;
  }
}

function progress(what: string): void {
  console.error(`  ${runtime}: ${what}`);
}

async function timeSigning(
  peers: Map<PeerName, Peer>,
  body: string,
  options: RoundsOptions,
): Promise<Timing[]> {
  const runs = [...peers].map(([name, peer]) => [name, () => peer.sign(body)] as const);
  return timeInRounds(Object.fromEntries(runs), options);
}

async function timeVerifying(
  peers: Map<PeerName, Peer>,
  body: string,
  options: RoundsOptions,
): Promise<Timing[]> {
  const runs: Record<string, () => unknown> = {};
  for (const [name, peer] of peers) {
    const check = await receiverOf(name, peer, body);
    if (check !== undefined) runs[name] = () => check(body);
  }
  return timeInRounds(runs, options);
}

/** Signing the largest body against hashing it with what the runtime has: how much is ours to lose. */
async function timeLargest(options: RoundsOptions): Promise<Timing[]> {
  const { createSigner } = await import('@luxcore/signing');
  const signer = createSigner({ merchantId: 1024, secret: 'benchmark_secret' });
  const body = new TextEncoder().encode(bodyOf(LARGEST_BYTES));
  const { hash } = crypto as Partial<typeof crypto>;
  return timeInRounds(
    {
      sign: () => signer.sign({ method: METHOD, path: PATH, body }),
      hash:
        hash === undefined
          ? () => crypto.createHash('sha256').update(body).digest('hex')
          : () => hash('sha256', body, 'hex'),
    },
    options,
  );
}

const runtime = runtimeName();
const options = JSON.parse(process.argv[2] ?? '') as RoundsOptions;
const peers = await loadPeers();
const sign: Record<number, readonly Timing[]> = {};
const verify: Record<number, readonly Timing[]> = {};
for (const bytes of BODY_BYTES) {
  progress(`${String(bytes)} bytes`);
  const body = bodyOf(bytes);
  sign[bytes] = await timeSigning(peers, body, options);
  verify[bytes] = await timeVerifying(peers, body, options);
}
progress('hash alone');
const largest = await timeLargest(options);
console.log(JSON.stringify({ runtime, sign, verify, largest, missing } satisfies SuiteReport));
