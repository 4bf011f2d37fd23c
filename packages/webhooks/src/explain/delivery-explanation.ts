import type { VerifyOptions } from '../verify-options.ts';

/** The part of a delivery that a mistake is about. */
export type DeliveryComponent =
  'headers' | 'timestamp' | 'body' | 'payload' | 'signature' | 'secret';

/** A mistake that shows in a signature: it is tried whether it reproduces the one that came. */
export type DeliveryHypothesis =
  | 'digest_encoding'
  | 'digest_upper_case'
  | 'digest_without_prefix'
  | 'body_reserialised'
  | 'body_pretty_printed'
  | 'body_trailing_newline'
  | 'body_reencoded'
  | 'body_empty'
  | 'secret_without_prefix'
  | 'secret_decoded'
  | 'secret_as_text'
  | 'secret_white_space'
  | 'timestamp_left_out'
  | 'timestamp_milliseconds'
  | 'other_scheme';

/** What may be wrong with a delivery, each with a name to branch on. */
export type DeliveryMistake =
  | DeliveryHypothesis
  | 'header_missing'
  | 'header_doubled'
  | 'signature_malformed'
  | 'timestamp_malformed'
  | 'clock_skew'
  | 'secret_unusable';

/** One thing that is wrong, and what to do. */
export interface DeliveryFinding {
  /** A name to branch on. */
  readonly mistake: DeliveryMistake;
  /** Which part of the delivery to look at. */
  readonly component: DeliveryComponent;
  /** What should have been signed or sent, by what arrived. */
  readonly expected: string;
  /** What was, as far as it is known. */
  readonly received: string;
  /** What happened. */
  readonly cause: string;
  /** What to do. */
  readonly mend: string;
}

/** Why the signature of a delivery does not match. Where a secret came in it, it is hidden here. */
export interface DeliveryExplanation {
  /** Whether the signature is the one that the delivery should have. */
  readonly matches: boolean;
  /** What is wrong: found by reproducing the signature, or seen at once. Empty when unknown. */
  readonly findings: readonly DeliveryFinding[];
  /** The mistakes that were tried and are not the reason: alone, and unless `exhausted` in pairs. */
  readonly ruledOut: readonly DeliveryHypothesis[];
  /** The mistakes that were not tried, because the body is too large or the secrets too many. */
  readonly untried: readonly DeliveryHypothesis[];
  /** Whether the search ended in vain before every two mistakes had been tried together. */
  readonly exhausted: boolean;
  /** What should have been signed: its text, and the size and SHA-256 of the body behind it. */
  readonly expectedPayload: string;
  /** What was signed, where it is found. */
  readonly signedPayload?: string;
  /** All of it for a reader's eyes. */
  readonly text: string;
}

/** What `verifyDelivery` takes too, so that it can be explained as it was verified. */
export type ExplainDeliveryOptions = VerifyOptions;
