import { expect, it } from 'vitest';
import { differenceRow, totalRow } from './tables.ts';

const MADE = {
  reference: 'order-1',
  direction: 'deposit',
  amount: 15_025,
  currency: 'MXN',
  status: 'completed',
} as const;

it('shows what LuxCore has more, or less, in units of the currency', () => {
  const total = { currency: 'MXN', direction: 'deposit', ledger: 100n } as const;
  expect(totalRow({ ...total, luxcore: 50n })).toEqual({
    total: 'MXN deposits',
    ledger: '1.00',
    LuxCore: '0.50',
    difference: '-0.50',
  });
  expect(totalRow({ ...total, luxcore: 150n }).difference).toBe('0.50');
});

it('shows the fields that differ', () => {
  const row = differenceRow({
    kind: 'different',
    reference: 'order-1',
    fields: ['amount', 'status'],
    ledger: [{ row: 2, ...MADE }],
    luxcore: [{ transaction_id: 'pay_1', ...MADE, amount: 5, status: 'pending' }],
  });
  expect(row).toEqual({
    row: '2',
    reference: 'order-1',
    difference: 'different amount status',
    ledger: '150.25 completed',
    LuxCore: '0.05 pending',
  });
});

it('shows once what comes twice, with all its rows', () => {
  const row = differenceRow({
    kind: 'duplicate_in_ledger',
    reference: 'order-1',
    fields: [],
    ledger: [2, 7].map((each) => ({ row: each, ...MADE })),
    luxcore: [],
  });
  expect(row).toMatchObject({ row: '2, 7', ledger: '150.25 MXN completed', LuxCore: '' });
});
