import { describeValue } from './describe-value.ts';
import type { ErrorCode } from './error-codes.ts';
import type { ValidationError } from './error-kinds.ts';
import { validationError } from './worded-errors.ts';

/**
 * Makes the error for one wrong value: which one, what was expected and what came. What came is
 * described, so do not use it for a secret.
 *
 * @example
 * ```ts
 * import { invalidValue } from '@luxcore/errors';
 *
 * throw invalidValue('INVALID_AMOUNT', 'amount', 'a positive integer', 1.5);
 * // ValidationError: amount: expected a positive integer, received the number 1.5
 * ```
 */
export function invalidValue(
  code: ErrorCode | (string & {}),
  path: string,
  expected: string,
  value: unknown,
): ValidationError {
  const received = describeValue(value);
  const message = `${path}: expected ${expected}, received ${received}`;
  return validationError(code, message, { path, expected, received });
}
