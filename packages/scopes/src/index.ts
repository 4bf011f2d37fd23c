// The table.
export { SCOPES } from './scopes.ts';
export type { Scope, ScopeAlias, ScopeName, ScopeRow } from './scopes.ts';
export { SCOPE_ALIASES } from './scope-aliases.ts';

// Reading names.
export { canonicalScope } from './canonical-scope.ts';
export { parseScopes } from './parse-scopes.ts';
export type { ScopeInput } from './scope-names.ts';

// Comparing sets.
export { grants, missingScopes } from './grants.ts';

// Errors.
export { InvalidScopesError } from './invalid-scopes-error.ts';
export { UnknownScopeError } from './unknown-scope-error.ts';
