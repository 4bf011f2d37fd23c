import type { Component, MistakeName } from './mistakes.ts';

/** Mistakes that are seen without trying a signature. */
export type DirectMistake =
  'header_missing' | 'header_malformed' | 'signature_encoding' | 'clock_skew' | 'secret_unusable';

/** One thing that is wrong, and what to do. */
export interface Finding {
  /** A name to branch on. */
  readonly mistake: MistakeName | DirectMistake;
  /** Which part of the request to look at. */
  readonly component: Component;
  /** What should have been signed or sent. */
  readonly expected: string;
  /** What was, as far as it is known. */
  readonly received: string;
  /** What happened. */
  readonly cause: string;
  /** What to do. */
  readonly mend: string;
}

/** Why a signature does not match. Where the secret came in the request, it is hidden here. */
export interface Explanation {
  /** Whether the signature is the one that the request should have. */
  readonly matches: boolean;
  /** What is wrong: found by reproducing the signature, or seen at once. Empty when unknown. */
  readonly findings: readonly Finding[];
  /** The mistakes that were tried and are not the reason: alone, and unless `exhausted` in pairs. */
  readonly ruledOut: readonly MistakeName[];
  /** The mistakes that were not tried, because the request is too large for it. */
  readonly untried: readonly MistakeName[];
  /** Whether the search ended in vain before every two mistakes had been tried together. */
  readonly exhausted: boolean;
  /** The canonical string that should have been signed. */
  readonly expectedCanonical: string;
  /** The text that was signed, where it is found. */
  readonly signedCanonical?: string;
  /** All of it for a reader's eyes. */
  readonly text: string;
}
