import { invalidValue } from '@luxcore/errors';
import { isWellFormed } from './well-formed.ts';

/**
 * Writes a query with its `?`, or nothing; a list is a parameter that is repeated, and `undefined` is
 * left out. What would be lost on the way is refused: a
 * `URLSearchParams` has no fields of its own, and would ask for everything.
 */
export function queryString(query: unknown): string {
  if (query === undefined) return '';
  if (typeof query !== 'object' || query === null || Symbol.iterator in query) {
    throw invalidValue('VALIDATION_ERROR', 'query', 'a record of parameters', query);
  }
  const search = new URLSearchParams();
  for (const [name, given] of Object.entries(query)) {
    if (given === undefined) continue;
    for (const value of Array.isArray(given) ? (given as unknown[]) : [given]) {
      if (!isQueryValue(value)) {
        const expected = 'a text, a finite number, true or false, or a list of them';
        throw invalidValue('VALIDATION_ERROR', `query.${name}`, expected, value);
      }
      search.append(name, String(value));
    }
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}

function isQueryValue(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return isWellFormed(value);
  return typeof value === 'boolean' || Number.isFinite(value);
}
