/**
 * Looks up a row of a table by a key that may be anything: only a string that is the table's own
 * key has a row, so that neither `'constructor'` nor `['ARS']` finds one.
 */
export function ownRow<Table extends object>(
  table: Table,
  key: unknown,
): Table[keyof Table] | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key)
    ? table[key as keyof Table]
    : undefined;
}
