import { ValidationError } from '@luxcore/errors';
import { SCOPES } from '@luxcore/scopes';
import { describe, expect, it } from 'vitest';
import { OPERATIONS, type Operation } from './operations.ts';
import { scopesFor } from './scopes-for.ts';

describe('scopesFor', () => {
  it('lists each scope once, in table order', () => {
    expect(scopesFor(['tickets.get', 'payments.list', 'payments.get', 'tickets.list'])).toEqual([
      'payments.read',
      'tickets.read',
    ]);
  });

  it('needs nothing for nothing', () => {
    expect(scopesFor([])).toEqual([]);
  });

  it('takes a Set, and lists every scope for every operation', () => {
    expect(scopesFor(new Set(Object.keys(OPERATIONS) as Operation[]))).toEqual(Object.keys(SCOPES));
  });

  it.each([
    'payments.destroy',
    'payments.read',
    '__proto__',
    'constructor',
    '',
    undefined,
    null,
    1,
  ])('refuses the unknown operation %j', (operation) => {
    expect(() => scopesFor(['payments.get', operation as Operation])).toThrow(
      expect.objectContaining({ name: 'ValidationError', code: 'UNKNOWN_OPERATION' }),
    );
  });

  it.each(['payments.get', undefined, null, 1, {}])('refuses %j in place of a list', (value) => {
    expect(() => scopesFor(value as Operation[])).toThrow(ValidationError);
    expect(() => scopesFor(value as Operation[])).toThrow('an iterable of operations');
  });
});
