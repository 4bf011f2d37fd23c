import { describe, expect, it } from 'vitest';
import { InvalidScopesError } from './invalid-scopes-error.ts';
import { parseScopes } from './parse-scopes.ts';
import { SCOPES } from './scopes.ts';
import { UnknownScopeError } from './unknown-scope-error.ts';

function* names(): Generator<string> {
  yield 'tickets.read';
  yield 'payments.create';
}

function caught(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('parseScopes', () => {
  it.each([
    ['one name', 'payments.read', ['payments.read']],
    ['spaces', 'payments.create payments.read', ['payments.create', 'payments.read']],
    ['commas', 'payments.create,payments.read', ['payments.create', 'payments.read']],
    ['both, many', ' ,payments.create , ,payments.read, ', ['payments.create', 'payments.read']],
    ['an array', ['payments.create', 'payments.read'], ['payments.create', 'payments.read']],
    ['a Set', new Set(['balance.view']), ['balance.read']],
    ['a generator', names(), ['payments.create', 'tickets.read']],
  ])('reads %s', (_form, input, scopes) => {
    expect(parseScopes(input)).toEqual(scopes);
  });

  it.each(['', ' ', ' , ,', [], new Set<string>()])('reads nothing from %j', (input) => {
    expect(parseScopes(input)).toEqual([]);
  });

  it('answers in table order, whatever the order given', () => {
    const all = Object.keys(SCOPES);
    expect(parseScopes(all.toReversed())).toEqual(all);
  });

  it('counts a scope and its alias once', () => {
    expect(parseScopes('payments.view payments.read payments.view')).toEqual(['payments.read']);
  });

  it.each(['payments.write', '__proto__', 'constructor', 'a\tb', 'payments.read\n', '\u00a0'])(
    'refuses the unknown name %j',
    (name) => {
      const error = caught(() => parseScopes(`payments.read ${name}`));
      expect(error).toBeInstanceOf(UnknownScopeError);
      expect(error).toMatchObject({
        name: 'UnknownScopeError',
        code: 'UNKNOWN_SCOPE',
        scope: name,
      });
    },
  );

  it.each(['', ' payments.read', 'payments.read balance.read'])(
    'takes each name of an iterable whole: refuses %j',
    (name) => {
      expect(() => parseScopes([name])).toThrow(UnknownScopeError);
    },
  );

  it.each([undefined, null, 42, true, Symbol('s'), {}, () => 'payments.read', { length: 1 }])(
    'refuses input of the wrong type (%#)',
    (input) => {
      const error = caught(() => parseScopes(input as unknown as string));
      expect(error).toBeInstanceOf(InvalidScopesError);
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toMatchObject({ name: 'InvalidScopesError', code: 'INVALID_SCOPES' });
    },
  );

  it.each([
    ['undefined', [undefined]],
    ['null', [null]],
    ['object', [['payments.read']]],
    ['number', new Uint8Array([1])],
  ])('refuses a name that is no string but %s', (received, input) => {
    const error = caught(() => parseScopes(input as unknown as string[]));
    expect(error).toBeInstanceOf(InvalidScopesError);
    expect((error as Error).message).toBe(
      `Invalid scopes: expected each name to be a string, received ${received}`,
    );
  });

  it.each([
    ['null', null],
    ['number', 42],
    ['undefined', undefined],
  ])('says what was expected and that %s came', (received, input) => {
    const error = caught(() => parseScopes(input as unknown as string));
    expect((error as Error).message).toBe(
      `Invalid scopes: expected a string or an iterable of strings, received ${received}`,
    );
  });
});
