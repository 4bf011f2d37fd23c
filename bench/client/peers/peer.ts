/**
 * Creates one payment under a fresh reference, as the documentation of a peer shows it: resolves to the
 * id in the answer, which it has read and parsed.
 */
export type Create = (reference: string) => Promise<string>;

/** The part of an answer that is looked at. */
export interface Answer {
  readonly transaction_id: string;
}
