import { describe, expect, it } from 'vitest';
import { canonicalScope } from './canonical-scope.ts';
import { SCOPE_ALIASES } from './scope-aliases.ts';
import { SCOPES } from './scopes.ts';

describe('SCOPES', () => {
  it('holds what LuxCore documents of each scope, in the documented order', () => {
    const rows = Object.entries(SCOPES).map(([scope, row]) => [scope, row.allows, ...row.aliases]);
    expect(rows).toEqual([
      ['payments.create', 'create payments'],
      ['payments.read', 'view payments', 'payments.view'],
      ['payments.cancel', 'cancel pending payments'],
      ['payments.methods', 'view payment methods'],
      ['webhooks.create', 'create webhook endpoints'],
      ['webhooks.read', 'view webhook endpoints', 'webhooks.view'],
      ['webhooks.update', 'change webhook endpoints'],
      ['webhooks.delete', 'delete webhook endpoints'],
      ['balance.read', 'view balances, v1 and v2', 'balance.view'],
      ['tickets.create', 'create tickets'],
      ['tickets.read', 'list and read tickets, list comments, download attachments'],
      ['tickets.update', 'close, reopen, comment, upload attachments'],
    ]);
  });

  it('has the aliases of SCOPE_ALIASES', () => {
    const aliases = Object.entries(SCOPES).flatMap(([scope, row]) =>
      row.aliases.map((alias) => [alias, scope]),
    );
    expect(Object.entries(SCOPE_ALIASES)).toEqual(aliases);
  });

  it('has no name twice among scopes and aliases', () => {
    const names = Object.entries(SCOPES).flatMap(([scope, { aliases }]) => [scope, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('canonicalScope', () => {
  it.each(Object.keys(SCOPES))('answers the scope %s with itself', (scope) => {
    expect(canonicalScope(scope)).toBe(scope);
  });

  it.each([
    ['payments.view', 'payments.read'],
    ['webhooks.view', 'webhooks.read'],
    ['balance.view', 'balance.read'],
  ])('resolves the alias %s to %s', (alias, scope) => {
    expect(canonicalScope(alias)).toBe(scope);
  });

  it.each([
    '',
    ' ',
    'payments',
    'payments.*',
    'tickets.view',
    'PAYMENTS.READ',
    ' payments.read',
    'payments.read\n',
    'payments\u2024read',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
  ])('knows no scope named %j', (name) => {
    expect(canonicalScope(name)).toBeUndefined();
  });

  it.each([undefined, null, 0, ['payments.read'], { toString: () => 'payments.read' }])(
    'does not turn %j into a name',
    (value) => {
      expect(canonicalScope(value as unknown as string)).toBeUndefined();
    },
  );
});
