import { InvalidScopesError } from './invalid-scopes-error.ts';

/** Scopes as people hold them: `'payments.read, balance.read'`, or an array or Set of names. */
export type ScopeInput = string | Iterable<string>;

const SEPARATORS = /[ ,]+/;

/** Splits the input into names, and checks that each is a string; the names may be unknown. */
export function scopeNames(input: ScopeInput): string[] {
  if (typeof input === 'string') return input.split(SEPARATORS).filter((name) => name !== '');
  if (!isIterable(input)) throw new InvalidScopesError('a string or an iterable of strings', input);
  return Array.from(input, (name: unknown) => {
    if (typeof name !== 'string') throw new InvalidScopesError('each name to be a string', name);
    return name;
  });
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
