import { knownNames } from './canonical-scope.ts';
import { nearestName } from './nearest-name.ts';
import { SCOPES } from './scopes.ts';

/** Longer names are cut in the message; `scope` holds the whole. */
const MAX_SHOWN_LENGTH = 64;

/**
 * Says that a name is no scope that LuxCore documents; the message lists the scopes and names the
 * nearest one when the name looks like a slip of it.
 *
 * @example
 * ```ts
 * import { parseScopes, UnknownScopeError } from '@luxcore/scopes';
 *
 * try {
 *   parseScopes('payment.read');
 * } catch (error) {
 *   if (error instanceof UnknownScopeError) console.error(error.scope); // payment.read
 * }
 * ```
 */
export class UnknownScopeError extends TypeError {
  override readonly name = 'UnknownScopeError' as const;
  readonly code = 'UNKNOWN_SCOPE' as const;
  /** The name as it was given. */
  readonly scope: string;

  constructor(scope: string) {
    super(explain(scope));
    this.scope = scope;
  }
}

function explain(scope: string): string {
  const shown = scope.length > MAX_SHOWN_LENGTH ? `${scope.slice(0, MAX_SHOWN_LENGTH)}…` : scope;
  const nearest = nearestName(scope, knownNames());
  const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
  const expected = Object.keys(SCOPES).join(', ');
  return `Unknown scope: expected one of ${expected}, received ${JSON.stringify(shown)}${hint}`;
}
