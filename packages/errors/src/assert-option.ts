import { describeValue } from './describe-value.ts';
import { configurationError } from './worded-errors.ts';

/**
 * Throws unless an option holds what it should, naming the option, what was expected and what came.
 * What came is described, so do not use it for an option that holds a secret.
 *
 * @throws {ConfigurationError} `INVALID_OPTION`
 * @example
 * ```ts
 * import { assertOption } from '@luxcore/errors';
 *
 * const timeoutMs = 30_000;
 * assertOption(timeoutMs > 0, 'timeoutMs', 'milliseconds above 0', timeoutMs);
 * ```
 */
export function assertOption(
  holds: boolean,
  name: string,
  expected: string,
  received: unknown,
): asserts holds {
  if (holds) return;
  throw configurationError(
    'INVALID_OPTION',
    `${name}: expected ${expected}, received ${describeValue(received)}`,
  );
}
