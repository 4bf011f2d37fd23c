import { SCOPES, type Scope } from './scopes.ts';

// A Map, because a lookup on the table itself would answer to 'constructor' and to ['balance.read'].
// Made at the first use: many who import this never ask.
let canonical: ReadonlyMap<string, Scope> | undefined;

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
  return canonicalNames().get(name);
}

/** Every known name, aliases included, in table order. */
export function knownNames(): string[] {
  return [...canonicalNames().keys()];
}

function canonicalNames(): ReadonlyMap<string, Scope> {
  canonical ??= new Map(
    (Object.keys(SCOPES) as Scope[]).flatMap((scope) =>
      [scope, ...SCOPES[scope].aliases].map((name) => [name, scope] as const),
    ),
  );
  return canonical;
}
