/** Scopes, and the facts and sums of the contract: no engine's own, and the same on each. */
import {
  canTransition,
  formatMinorUnits,
  minorUnits,
  OPERATIONS,
  scopesFor,
  type Operation,
} from '@luxcore/contract';
import {
  canonicalScope,
  grants,
  missingScopes,
  parseScopes,
  SCOPES,
  type Scope,
} from '@luxcore/scopes';
import { equal, group, throws, type Test } from './test.ts';

export const scopesTests: Test[] = group('scopes', [], (test) => {
  for (const [scope, { aliases }] of Object.entries(SCOPES) as [
    Scope,
    { aliases: readonly string[] },
  ][]) {
    test(`${scope} stands for itself and for its aliases, and grants nothing else`, () => {
      for (const name of [scope, ...aliases]) {
        equal(canonicalScope(name), scope);
        equal(parseScopes(` ${name},${name} `), [scope]);
      }
      const others = Object.keys(SCOPES).filter((name) => name !== scope) as Scope[];
      equal(grants([scope], scope), true);
      equal(missingScopes([scope], others), others);
    });
  }

  test('the aliases are those that LuxCore documents', () => {
    const aliases = ['payments.view', 'webhooks.view', 'balance.view'];
    equal(aliases.map(canonicalScope), ['payments.read', 'webhooks.read', 'balance.read']);
    equal(Object.keys(SCOPES).length, 12);
  });

  test('a name that is none is refused, and the nearest is named', () => {
    throws(() => parseScopes('payment.read'), {
      name: 'UnknownScopeError',
      code: 'UNKNOWN_SCOPE',
      scope: 'payment.read',
    });
    throws(() => parseScopes(42 as never), { name: 'InvalidScopesError' });
    for (const name of ['__proto__', 'constructor', 'Payments.Read']) {
      equal(canonicalScope(name), undefined);
    }
  });

  test('every operation has scopes that exist', () => {
    const names = Object.keys(OPERATIONS) as Operation[];
    equal(parseScopes(scopesFor(names)).length, new Set(scopesFor(names)).size);
  });

  test('money is counted in digits, not in floats', () => {
    equal(minorUnits('1000.10', 'ARS'), 100_010);
    equal(minorUnits('90071992547409.91', 'MXN'), Number.MAX_SAFE_INTEGER);
    equal(formatMinorUnits('-5', 'ARS'), '-0.05');
    equal(formatMinorUnits(9_007_199_254_740_993n, 'MXN'), '90071992547409.93');
    throws(() => minorUnits('0.001', 'ARS'), { code: 'INVALID_AMOUNT' });
  });

  test('a payment that is final does not move, but back to who paid', () => {
    equal(canTransition('pending', 'processing'), true);
    equal(canTransition('completed', 'refunded'), true);
    equal(canTransition('failed', 'completed'), false);
  });
});
