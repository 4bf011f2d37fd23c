import { ownRow } from './own-row.ts';
import { STATUSES, type OpenPaymentStatus, type PaymentStatus } from './statuses.ts';

/**
 * Tells whether a payment in this status can still be cancelled. A status that is not in
 * {@link STATUSES} is not open: nothing is known of it.
 *
 * @example
 * ```ts
 * import { isOpenStatus } from '@luxcore/contract';
 *
 * isOpenStatus('pending'); // true
 * isOpenStatus('completed'); // false
 * ```
 */
export function isOpenStatus(status: PaymentStatus | (string & {})): status is OpenPaymentStatus {
  return ownRow(STATUSES, status)?.open ?? false;
}

/**
 * Tells whether a payment may go from one status straight to another. To stay is no transition, and
 * a status that is not in {@link STATUSES} has none. The transitions are assumed.
 *
 * @example
 * ```ts
 * import { canTransition } from '@luxcore/contract';
 *
 * canTransition('processing', 'completed'); // true
 * canTransition('completed', 'pending'); // false
 * ```
 */
export function canTransition(
  from: PaymentStatus | (string & {}),
  to: PaymentStatus | (string & {}),
): boolean {
  const next: readonly string[] = ownRow(STATUSES, from)?.next ?? [];
  return next.includes(to);
}
