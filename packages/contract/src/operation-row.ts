import { invalidValue } from '@luxcore/errors';
import { OPERATIONS, type OperationRow } from './operations.ts';
import { ownRow } from './own-row.ts';

/** Looks up an operation that may come from untyped code, and checks that there is one. */
export function operationRow(operation: unknown): OperationRow {
  const row = ownRow(OPERATIONS, operation);
  if (row === undefined) {
    throw invalidValue('UNKNOWN_OPERATION', 'operation', 'a key of OPERATIONS', operation);
  }
  return row;
}
