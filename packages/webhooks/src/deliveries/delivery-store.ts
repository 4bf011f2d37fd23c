/** What a store is told of an event that is about to be handled. */
export interface DeliveryClaim {
  /** The id of the event. Assumed: every delivery of it has the same. */
  readonly eventId: string;
  /** What must be handled in order and not at the same time: the id of a payment. */
  readonly subject?: string | undefined;
  /** The payment's `status_version`. */
  readonly version?: number | undefined;
  /** For how long nobody else may handle it, in milliseconds. */
  readonly leaseMs: number;
  /** Another one for each attempt: only who took a lease may give it back. */
  readonly token?: string | undefined;
}

/**
 * Whether to handle an event: `run` (the lease is yours), `done` (it was handled), `stale` (the payment
 * was handled at this version or a newer one), or `busy` (somebody else is handling it, or another
 * event of the payment, or there is no room: have it sent again).
 */
export type DeliveryDecision = 'run' | 'done' | 'stale' | 'busy';

/**
 * Remembers which events were handled, so that each is handled once and those of a payment in order.
 * Each method is atomic: of two that begin at the same moment, one gets `run`.
 *
 * `deliveryStoreCases` of `@luxcore/webhooks/delivery-store-suite` are the tests of this contract.
 */
export interface DeliveryStore {
  /**
   * Decides in this order: an event that is done is `done`; one whose version is not above the last that
   * was completed for its subject is `stale`; where a lease of the event or of its subject has not
   * ended, `busy`; otherwise the lease is taken until `leaseMs` from now, and `run`.
   */
  begin(claim: DeliveryClaim): DeliveryDecision | PromiseLike<DeliveryDecision>;
  /**
   * Marks the event as done, also where its lease has ended, and raises the version of its subject. The
   * lease is given back if it is still that of the token.
   */
  complete(claim: DeliveryClaim): void | PromiseLike<void>;
  /** Gives the lease back if it is still that of the token, so that the event can be handled again. */
  release(claim: DeliveryClaim): void | PromiseLike<void>;
}
