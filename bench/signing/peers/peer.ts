/** One way to sign and verify a request, done as its documentation shows it. */
export interface Peer {
  /** Returns what is sent, or a promise of it. */
  readonly sign: (body: string) => unknown;
  /** Signs a body, and returns the check that a receiver makes. */
  readonly receive: (body: string) => Check | Promise<Check>;
}

/** Says whether the body is the one that was signed; a refusal may also be thrown. */
export type Check = (body: string) => boolean | Promise<boolean>;
