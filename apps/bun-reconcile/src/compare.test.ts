import { describe, expect, it } from 'vitest';
import { compare, entryOf, totals, type PaymentEntry } from './compare.ts';
import type { LedgerEntry } from './ledger-file.ts';

const MADE = {
  reference: 'order-1',
  direction: 'deposit',
  amount: 15_025,
  currency: 'MXN',
  status: 'completed',
} as const;
const ENTRY: LedgerEntry = { row: 2, ...MADE };
const PAYMENT: PaymentEntry = { transaction_id: 'pay_1', ...MADE };

describe('compare', () => {
  it('finds nothing where both sides agree', () => {
    expect(compare([ENTRY], [PAYMENT])).toEqual([]);
    expect(compare([], [])).toEqual([]);
  });

  it.each([
    ['direction', 'withdrawal'],
    ['amount', 15_026],
    ['currency', 'ARS'],
    ['status', 'refunded'],
  ])('finds another %s', (field, value) => {
    const payment = { ...PAYMENT, [field]: value };
    expect(compare([ENTRY], [payment])).toEqual([
      {
        kind: 'different',
        reference: 'order-1',
        fields: [field],
        ledger: [ENTRY],
        luxcore: [payment],
      },
    ]);
  });

  it('names every field that differs', () => {
    const [difference] = compare([ENTRY], [{ ...PAYMENT, amount: 1, status: 'failed' }]);
    expect(difference?.fields).toEqual(['amount', 'status']);
  });

  it('finds what one side lacks', () => {
    expect(compare([ENTRY], [])).toMatchObject([{ kind: 'missing_at_luxcore', ledger: [ENTRY] }]);
    expect(compare([], [PAYMENT])).toMatchObject([
      { kind: 'missing_in_ledger', luxcore: [PAYMENT] },
    ]);
  });

  it.each(['failed', 'cancelled', 'expired'] as const)(
    'misses nothing in the ledger of a payment that is %s',
    (status) => {
      expect(compare([], [{ ...PAYMENT, status }])).toEqual([]);
      expect(compare([{ ...ENTRY, status }], [])).toMatchObject([{ kind: 'missing_at_luxcore' }]);
    },
  );

  it('finds a reference that the ledger has twice', () => {
    const again = { ...ENTRY, row: 7 };
    expect(compare([ENTRY, again], [PAYMENT])).toMatchObject([
      { kind: 'duplicate_in_ledger', ledger: [ENTRY, again], luxcore: [PAYMENT] },
    ]);
  });

  it('finds two live payments of one reference', () => {
    const other = { ...PAYMENT, transaction_id: 'pay_2', status: 'pending' } as const;
    expect(compare([ENTRY], [other, PAYMENT])).toMatchObject([
      { kind: 'duplicate_at_luxcore', luxcore: [other, PAYMENT] },
    ]);
  });

  it('takes the live one of several attempts, and else the last', () => {
    const failed = { ...PAYMENT, transaction_id: 'pay_0', status: 'failed' } as const;
    const expired = { ...PAYMENT, transaction_id: 'pay_2', status: 'expired' } as const;
    expect(compare([ENTRY], [expired, PAYMENT, failed])).toEqual([]);
    expect(compare([{ ...ENTRY, status: 'expired' }], [expired, failed])).toEqual([]);
    expect(compare([{ ...ENTRY, status: 'failed' }], [expired, failed])).toMatchObject([
      { kind: 'different', fields: ['status'], luxcore: [expired] },
    ]);
  });
});

describe('totals', () => {
  it('add up what is live, by currency and direction', () => {
    const entries = [
      ENTRY,
      { ...ENTRY, amount: 75 },
      { ...ENTRY, status: 'failed' } as const,
      { ...ENTRY, direction: 'withdrawal' } as const,
    ];
    expect(totals(entries, [{ ...PAYMENT, currency: 'ARS' }])).toEqual([
      { currency: 'ARS', direction: 'deposit', ledger: 0n, luxcore: 15_025n },
      { currency: 'MXN', direction: 'deposit', ledger: 15_100n, luxcore: 0n },
      { currency: 'MXN', direction: 'withdrawal', ledger: 15_025n, luxcore: 0n },
    ]);
  });

  it('are exact beyond what a number holds', () => {
    const most = { ...ENTRY, amount: Number.MAX_SAFE_INTEGER };
    expect(totals([most, most, { ...ENTRY, amount: 1 }], [])[0]?.ledger).toBe(
      18_014_398_509_481_983n,
    );
  });
});

describe('a payment', () => {
  const payment = {
    transaction_id: 'pay_1',
    status: 'completed',
    amount: 1,
    currency: 'MXN',
    method: 'spei',
    type: 'deposit_pp',
    created_at: '2026-05-01T12:00:00Z',
  } as const;

  it('with a hosted page is a deposit, and without a reference has its id', () => {
    expect(entryOf(payment)).toMatchObject({ direction: 'deposit', reference: 'pay_1' });
  });

  it.each(['payout', 'toString'])(
    'of the type %s, which nobody knows, is told by its id',
    (type) => {
      expect(() => entryOf({ ...payment, type: type as 'deposit' })).toThrow(
        `pay_1: expected a known type of payment, received "${type}"`,
      );
    },
  );
});
