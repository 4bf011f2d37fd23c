import { describe, expect, it, vi } from 'vitest';
import { UnknownScopeError } from './unknown-scope-error.ts';

describe('UnknownScopeError', () => {
  it('is a TypeError that says what was expected and what came', () => {
    const error = new UnknownScopeError('refunds.create');
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toMatch(
      /^Unknown scope: expected one of payments\.create, .*tickets\.update, /,
    );
    expect(error.message).toMatch(/received "refunds\.create"$/);
  });

  it.each([
    ['a missing letter', 'payment.read', 'payments.read'],
    ['a doubled letter', 'payments.readd', 'payments.read'],
    ['a wrong letter', 'payments:read', 'payments.read'],
    ['swapped letters', 'payments.raed', 'payments.read'],
    ['two wrong letters', 'payments.crexxe', 'payments.create'],
    ['two letters too many', 'payments.readxx', 'payments.read'],
    ['case', 'Balance.Read', 'balance.read'],
    ['a space', ' tickets.update', 'tickets.update'],
    ['an alias', 'balances.view', 'balance.view'],
    ['the closest of several', 'tickets.creat', 'tickets.create'],
  ])('names the nearest scope after %s', (_slip, name, nearest) => {
    expect(new UnknownScopeError(name).message).toContain(`; did you mean "${nearest}"?`);
  });

  // The last ends as 'tickets.create' does, in a letter that its beginning has counted already.
  it.each([
    '',
    'x',
    'payments.crexxxe',
    'payments',
    '__proto__',
    'payments.read...',
    'tickets.cre',
  ])('makes no guess for %j', (name) => {
    expect(new UnknownScopeError(name).message).not.toContain('did you mean');
  });

  it('does not lower-case a name that is far too long', () => {
    const toLowerCase = vi.spyOn(String.prototype, 'toLowerCase');
    const { scope } = new UnknownScopeError('x'.repeat(1_000_000));
    const calls = toLowerCase.mock.calls.length;
    toLowerCase.mockRestore();
    expect(calls).toBe(0);
    expect(scope).toHaveLength(1_000_000);
  });

  it('shows 64 characters of a name whole', () => {
    expect(new UnknownScopeError('x'.repeat(64)).message).toContain(`"${'x'.repeat(64)}"`);
  });

  it('cuts a longer name in the message and keeps it whole in scope', () => {
    const hostile = 'x'.repeat(1_000_000);
    const error = new UnknownScopeError(hostile);
    expect(error.message).toContain(`"${'x'.repeat(64)}…"`);
    expect(error.message.length).toBeLessThan(400);
    expect(error.scope).toBe(hostile);
  });

  it('escapes control characters, so that a log line stays one line', () => {
    expect(new UnknownScopeError('a\r\nb').message).toContain(String.raw`"a\r\nb"`);
  });
});
