/** What is asked of the client: ratios within one round, to named peers. */
import type { Measured } from './measure.ts';
import type { PeerName } from './peers/peers.ts';

export interface Asked {
  readonly ours: PeerName;
  readonly theirs: PeerName;
  readonly figure: keyof Measured;
  /** Requests a second are asked to be at least that, CPU at most. */
  readonly bound: number;
}

export const ASKED: readonly Asked[] = [
  { ours: 'ours', theirs: 'rawFetch', figure: 'perSecond', bound: 3.4 },
  { ours: 'ours', theirs: 'stripe', figure: 'perSecond', bound: 1.1 },
  { ours: 'ours', theirs: 'rawFetch', figure: 'cpu', bound: 0.3 },
  { ours: 'oursByUndici', theirs: 'rawFetch', figure: 'perSecond', bound: 4.5 },
  // The same kind of timeout: a timer that is cleared.
  { ours: 'oursByFetch', theirs: 'rawFetchCleared', figure: 'perSecond', bound: 0.9 },
];

/** How far the heap of the last quarter may be from that of the second, as a part of it. */
export const ASKED_HEAP = 0.05;
