/** What is asked of the signer at the size of a payment: how many times as fast as others it is. */
import type { PeerName } from './peers/peers.ts';

export interface Asked {
  readonly ours: PeerName;
  readonly theirs: PeerName;
  /** The floor, both for signing and for verifying. */
  readonly floor: number;
}

const FLOORS: readonly Asked[] = [
  { ours: 'native', theirs: 'nodeCrypto', floor: 1.8 },
  { ours: 'ourNoble', theirs: 'nodeCrypto', floor: 0.6 },
  { ours: 'native', theirs: 'standardWebhooks', floor: 5 },
  { ours: 'native', theirs: 'stripe', floor: 1.3 },
  { ours: 'native', theirs: 'smithy', floor: 30 },
  { ours: 'native', theirs: 'webCrypto', floor: 20 },
  { ours: 'native', theirs: 'aws4fetch', floor: 80 },
];

/** Node 20 makes its hashes slower than Node 24; of it nothing else is asked. */
const FLOORS_NODE_20: readonly Asked[] = [{ ours: 'native', theirs: 'nodeCrypto', floor: 2.2 }];

/** Of Deno and Bun nothing is asked: what they measure is told. */
export const ASKED: Readonly<Record<string, readonly Asked[]>> = {
  Node: FLOORS,
  'Node 20': FLOORS_NODE_20,
};

/** Signing the largest body against hashing it alone, as parts of the hash's throughput. */
export const ASKED_OF_LARGEST = 0.95;
/** What importing all of the package may cost over an empty script, in milliseconds. */
export const ASKED_IMPORT_MS = 5;
