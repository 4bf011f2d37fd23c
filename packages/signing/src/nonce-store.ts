/** What came of a claim: the nonce is new and now taken, was there already, or cannot be kept. */
export type NonceClaim = 'claimed' | 'seen' | 'full';

/**
 * Remembers nonces, so that a request is accepted once. Any store will do that takes a key
 * atomically: of two claims of one key at the same moment exactly one is `claimed`.
 */
export interface NonceStore {
  /**
   * Takes a nonce.
   *
   * @param key - `{merchantId}.{nonce}`; a merchant id is digits, so the first dot ends it.
   * @param expiresAt - Until when it must be remembered, in milliseconds since 1970. One that is
   *   already past by the store's own clock is refused as `full`, because it may have been
   *   forgotten.
   * @returns `seen` only for a key that is remembered; `full` when it cannot be kept without
   *   forgetting another before its time.
   */
  claim(key: string, expiresAt: number): NonceClaim | PromiseLike<NonceClaim>;
}
