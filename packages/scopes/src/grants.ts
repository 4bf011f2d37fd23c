import { canonicalScope } from './canonical-scope.ts';
import { parseScopes } from './parse-scopes.ts';
import { scopeNames, type ScopeInput } from './scope-names.ts';
import type { Scope } from './scopes.ts';

/**
 * Tells whether the granted scopes cover every needed one; nothing needed is always covered.
 *
 * A granted name that is unknown grants nothing and is no error, since LuxCore may add scopes. A
 * needed name that is unknown is an error, so that a slip of the keyboard never opens a door.
 *
 * @param granted - What the key has: a string of names, or an iterable of them.
 * @param needed - What the action takes, in the same forms.
 * @throws {UnknownScopeError} `UNKNOWN_SCOPE`: a needed name that is neither a scope nor an alias.
 * @throws {InvalidScopesError} `INVALID_SCOPES`: neither a string nor an iterable of strings.
 *
 * @example
 * ```ts
 * import { grants } from '@luxcore/scopes';
 *
 * grants('payments.view balance.read', 'payments.read'); // true
 * grants(['balance.read'], ['payments.read', 'balance.read']); // false
 * ```
 */
export function grants(granted: ScopeInput, needed: ScopeInput): boolean {
  return missingScopes(granted, needed).length === 0;
}

/**
 * Lists the needed scopes that the granted ones lack, in the order of the table; aliases count as
 * their scopes on both sides, and unknown names are treated as in {@link grants}.
 *
 * @param granted - What the key has: a string of names, or an iterable of them.
 * @param needed - What the action takes, in the same forms.
 * @throws {UnknownScopeError} `UNKNOWN_SCOPE`: a needed name that is neither a scope nor an alias.
 * @throws {InvalidScopesError} `INVALID_SCOPES`: neither a string nor an iterable of strings.
 *
 * @example
 * ```ts
 * import { missingScopes } from '@luxcore/scopes';
 *
 * missingScopes('payments.view', 'payments.create payments.read'); // ['payments.create']
 * ```
 */
export function missingScopes(granted: ScopeInput, needed: ScopeInput): Scope[] {
  const held = new Set(scopeNames(granted).map(canonicalScope));
  return parseScopes(needed).filter((scope) => !held.has(scope));
}
