import type { LuxCoreError } from './luxcore-error.ts';
import { redactKeys } from './redact-text.ts';

/**
 * Tells an error which payment it is about, where whoever made it did not know: what `merchantReference`
 * of its options would have done. One that is frozen stays as it is.
 *
 * @example
 * ```ts
 * import { aboutPayment, ConnectionError } from '@luxcore/errors';
 *
 * const error = new ConnectionError('reset', { code: 'CONNECTION_FAILED' });
 * aboutPayment(error, 'order-1001').merchantReference; // 'order-1001'
 * ```
 */
export function aboutPayment(error: LuxCoreError, reference: string | undefined): LuxCoreError {
  return reference === undefined || error.merchantReference !== undefined || Object.isFrozen(error)
    ? error
    : Object.assign(error, { merchantReference: redactKeys(reference) });
}
