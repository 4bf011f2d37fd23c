import { describe, expect, it } from 'vitest';
import { grants, missingScopes } from './grants.ts';
import { InvalidScopesError } from './invalid-scopes-error.ts';
import { UnknownScopeError } from './unknown-scope-error.ts';

describe('grants', () => {
  it.each([
    ['the same scope', 'payments.read', 'payments.read'],
    ['an alias that is granted', 'payments.view', 'payments.read'],
    ['an alias that is needed', 'payments.read', 'payments.view'],
    ['more than is needed', 'payments.read payments.create', ['payments.create']],
    ['all of several', new Set(['balance.read', 'tickets.read']), 'tickets.read,balance.view'],
  ])('is true for %s', (_case, granted, needed) => {
    expect(grants(granted, needed)).toBe(true);
  });

  it.each([
    ['nothing granted', '', 'payments.read'],
    ['another scope', 'payments.read', 'payments.create'],
    ['one of two', 'payments.read', 'payments.read payments.create'],
    ['a resource that only begins alike', 'payments', 'payments.read'],
    ['a wildcard, which LuxCore does not document', '* payments.*', 'payments.read'],
    ['another case', 'PAYMENTS.READ', 'payments.read'],
  ])('is false for %s', (_case, granted, needed) => {
    expect(grants(granted, needed)).toBe(false);
  });

  it.each(['', ' ', []])(
    'is true where nothing is needed (%j), with or without grants',
    (needed) => {
      expect(grants('', needed)).toBe(true);
      expect(grants('payments.read', needed)).toBe(true);
    },
  );

  it.each(['refunds.create', '__proto__', 'constructor', ''])(
    'ignores the granted name %j that it does not know',
    (name) => {
      expect(grants([name, 'payments.read'], 'payments.read')).toBe(true);
      expect(grants([name], 'payments.read')).toBe(false);
    },
  );

  it.each(['payment.read', '__proto__', 'constructor', 'toString'])(
    'throws for the needed name %j that it does not know, even where it is granted',
    (name) => {
      expect(() => grants([name], [name])).toThrow(UnknownScopeError);
      expect(() => grants('', name)).toThrow(UnknownScopeError);
    },
  );

  it.each([undefined, null, 1, {}])('throws for the wrong type (%#) on either side', (value) => {
    expect(() => grants(value as string, 'payments.read')).toThrow(InvalidScopesError);
    expect(() => grants('payments.read', value as string)).toThrow(InvalidScopesError);
  });
});

describe('missingScopes', () => {
  it('lists what is missing once each, canonical and in table order', () => {
    expect(
      missingScopes('payments.view', 'tickets.read balance.view payments.read balance.read'),
    ).toEqual(['balance.read', 'tickets.read']);
  });

  it('is empty where nothing is missing', () => {
    expect(missingScopes('payments.read', 'payments.view')).toEqual([]);
  });
});
