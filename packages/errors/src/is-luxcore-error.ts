import type { LuxCoreError } from './luxcore-error.ts';
import { BRAND } from './worded-error.ts';

/**
 * Tells whether `value` is an error of the LuxCore packages, also one made in another realm or by
 * another copy of this package, where `instanceof` fails.
 *
 * @example
 * ```ts
 * import { isLuxCoreError, ValidationError } from '@luxcore/errors';
 *
 * isLuxCoreError(new ValidationError('amount', { code: 'INVALID_AMOUNT' })); // true
 * isLuxCoreError(new Error('amount')); // false
 * ```
 */
export function isLuxCoreError(value: unknown): value is LuxCoreError {
  return (value as Readonly<Record<symbol, unknown>> | null | undefined)?.[BRAND] === true;
}
