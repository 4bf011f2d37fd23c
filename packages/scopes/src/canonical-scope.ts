import { SCOPES, type Scope } from './scopes.ts';

// A Map, because a lookup on the table itself would answer to 'constructor' and to ['balance.read'].
const CANONICAL: ReadonlyMap<string, Scope> = /* @__PURE__ */ canonicalNames();

/**
 * Finds the scope that a name stands for: a name of the table is itself, an alias is its scope.
 * The comparison is exact: case and white space count.
 *
 * @param name - A scope or an alias, such as `payments.view`.
 * @returns The scope, or `undefined` where LuxCore documents no such name.
 *
 * @example
 * ```ts
 * import { canonicalScope } from '@luxcore/scopes';
 *
 * canonicalScope('payments.view'); // 'payments.read'
 * canonicalScope('payments.write'); // undefined
 * ```
 */
export function canonicalScope(name: string): Scope | undefined {
  return CANONICAL.get(name);
}

/** Every known name, aliases included, in table order. */
export function knownNames(): string[] {
  return [...CANONICAL.keys()];
}

function canonicalNames(): Map<string, Scope> {
  const names = new Map<string, Scope>();
  for (const scope of Object.keys(SCOPES) as Scope[]) {
    for (const name of [scope, ...SCOPES[scope].aliases]) names.set(name, scope);
  }
  return names;
}
