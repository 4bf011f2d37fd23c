import { parseScopes, type Scope } from '@luxcore/scopes';
import { invalidValue } from '@luxcore/errors';
import { operationRow } from './operation-row.ts';
import type { Operation } from './operations.ts';

/**
 * Lists the scopes that a key needs for the given operations: each once, in the order of the table
 * of scopes. Checks that every operation exists. Which scope an operation takes is assumed.
 *
 * @param operations - Keys of {@link OPERATIONS}.
 * @throws {ValidationError} `UNKNOWN_OPERATION`: no such operation.
 *
 * @example
 * ```ts
 * import { scopesFor } from '@luxcore/contract';
 *
 * scopesFor(['balance.get', 'payments.get', 'payments.list']); // ['payments.read', 'balance.read']
 * ```
 */
export function scopesFor(operations: Iterable<Operation>): Scope[] {
  if (!isCollection(operations)) {
    throw invalidValue('UNKNOWN_OPERATION', 'operations', 'an iterable of operations', operations);
  }
  return parseScopes(Array.from(operations, (operation) => operationRow(operation).scope));
}

// A string is iterable too, letter by letter: an error about the operation "p" would help nobody.
function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
