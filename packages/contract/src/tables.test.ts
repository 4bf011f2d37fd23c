import { describe, expect, it } from 'vitest';
import { BALANCE_DEFAULTS, BALANCE_TYPES } from './balance-types.ts';
import { CURRENCIES } from './currencies.ts';
import { LIMITS } from './limits.ts';
import { METHODS, type Direction } from './methods.ts';
import { PAYMENT_TYPES } from './payment-types.ts';
import { WEBHOOK_EVENTS } from './webhook-events.ts';

describe('what LuxCore documents', () => {
  it('limits payment creation by the minute and by bursts, and all else by the minute', () => {
    expect(LIMITS).toEqual({
      creation: [
        { max: 5000, windowMs: 60_000 },
        { max: 500, windowMs: 10_000 },
      ],
      standard: [{ max: 100, windowMs: 60_000 }],
    });
  });

  it('pays out by four of the eight methods, and takes deposits by all', () => {
    const methods = Object.entries<Record<Direction, boolean>>(METHODS);
    expect(methods.filter(([, row]) => row.deposit)).toHaveLength(8);
    expect(methods.filter(([, row]) => row.withdrawal).map(([name]) => name)).toEqual([
      'spei',
      'bank_transfer',
      'crypto',
      'payid',
    ]);
  });

  it('hosts a page for the types that end in _pp', () => {
    for (const [type, { direction, hostedPage }] of Object.entries(PAYMENT_TYPES)) {
      expect(type).toBe(hostedPage ? `${direction}_pp` : direction);
    }
  });

  it('names six currencies', () => {
    expect(Object.keys(CURRENCIES)).toEqual(['ARS', 'AUD', 'LKR', 'MXN', 'TRY', 'UYU']);
  });

  it('answers balances in a known currency and of a known type when not asked otherwise', () => {
    expect(Object.hasOwn(CURRENCIES, BALANCE_DEFAULTS.currency)).toBe(true);
    expect(BALANCE_TYPES).toContain(BALANCE_DEFAULTS.balance_type);
  });

  it('delivers twelve events, each about what its name begins with', () => {
    const documented = Object.entries(WEBHOOK_EVENTS).filter(([, row]) => !('assumed' in row));
    expect(documented).toHaveLength(12);
    for (const [name, { about }] of documented) expect(name.split('.')[0]).toBe(about);
  });
});
