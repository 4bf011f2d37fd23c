import { canonicalScope } from './canonical-scope.ts';
import { scopeNames, type ScopeInput } from './scope-names.ts';
import { SCOPES, type Scope } from './scopes.ts';
import { UnknownScopeError } from './unknown-scope-error.ts';

/**
 * Reads scopes from a string or an iterable of names, and checks that LuxCore documents each: the
 * answer has aliases resolved, each scope once, in the order of {@link SCOPES}.
 *
 * @param input - Names separated by spaces, commas or both; or an iterable with one name each.
 * @throws {UnknownScopeError} `UNKNOWN_SCOPE`: a name that is neither a scope nor an alias.
 * @throws {InvalidScopesError} `INVALID_SCOPES`: neither a string nor an iterable of strings.
 *
 * @example
 * ```ts
 * import { parseScopes } from '@luxcore/scopes';
 *
 * parseScopes('balance.view, payments.read payments.view'); // ['payments.read', 'balance.read']
 * ```
 */
export function parseScopes(input: ScopeInput): Scope[] {
  const found = new Set(scopeNames(input).map(knownScope));
  return (Object.keys(SCOPES) as Scope[]).filter((scope) => found.has(scope));
}

function knownScope(name: string): Scope {
  const scope = canonicalScope(name);
  if (scope === undefined) throw new UnknownScopeError(name);
  return scope;
}
