import { redactKeys, type LuxCoreError } from '@luxcore/errors';

/**
 * Tells an error which payment it is about, where whoever made it did not know: what `merchantReference`
 * of its options would have done. One that takes no more stays as it is.
 */
export function aboutPayment(error: LuxCoreError, reference: string | undefined): LuxCoreError {
  return reference === undefined ||
    error.merchantReference !== undefined ||
    !Object.isExtensible(error)
    ? error
    : Object.assign(error, { merchantReference: redactKeys(reference) });
}
