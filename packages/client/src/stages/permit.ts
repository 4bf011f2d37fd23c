import { OPERATIONS, type Operation, type OperationRow } from '@luxcore/contract';
import { PermissionError } from '@luxcore/errors';
import type { Settings } from '../settings.ts';

/** Refuses what the credentials cannot do, before anything is sent; types say the same. */
export function permit(operation: Operation, { kind, granted }: Settings): void {
  const row: OperationRow = OPERATIONS[operation];
  if (!row.auth.includes(kind)) {
    throw new PermissionError(
      `${operation}: not there for ${kind} credentials; it takes ${row.auth.join(' or ')}`,
      { code: 'OPERATION_NOT_AVAILABLE' },
    );
  }
  if (granted === undefined || granted.includes(row.scope)) return;
  throw new PermissionError(`${operation}: the credentials were declared without ${row.scope}`, {
    code: 'SCOPE_NOT_DECLARED',
    missingScopes: [row.scope],
  });
}
