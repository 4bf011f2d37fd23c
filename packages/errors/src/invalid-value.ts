import { describeValue } from './describe-value.ts';
import type { ErrorCode } from './error-codes.ts';
import { ValidationError } from './error-kinds.ts';

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
  return new ValidationError(`${path}: expected ${expected}, received ${received}`, {
    code,
    issues: [{ path, expected, received }],
  });
}
