import { describe, expect, it } from 'vitest';
import { STATUSES, type PaymentStatus } from './statuses.ts';
import { canTransition, isOpenStatus } from './status-transitions.ts';

const statuses = Object.keys(STATUSES) as PaymentStatus[];

describe('isOpenStatus', () => {
  it('is true for pending and processing alone', () => {
    expect(statuses.filter((status) => isOpenStatus(status))).toEqual(['pending', 'processing']);
  });

  it.each(['', 'PENDING', ' pending', 'settled', '__proto__', 'constructor'])(
    'is false for %j, of which nothing is known',
    (status) => {
      expect(isOpenStatus(status)).toBe(false);
    },
  );

  it.each([undefined, null, 0, ['pending']])('is false for %j', (status) => {
    expect(isOpenStatus(status as unknown as string)).toBe(false);
  });
});

describe('canTransition', () => {
  it('allows the assumed transitions and no other', () => {
    const allowed = statuses.flatMap((from) =>
      statuses.filter((to) => canTransition(from, to)).map((to) => `${from} -> ${to}`),
    );
    expect(allowed).toEqual([
      'pending -> processing',
      'pending -> failed',
      'pending -> cancelled',
      'pending -> expired',
      'processing -> completed',
      'processing -> failed',
      'processing -> cancelled',
      'processing -> expired',
      'completed -> refunded',
      'completed -> partial_refund',
    ]);
  });

  it('leads from every status to an end', () => {
    const reach = (from: PaymentStatus, depth = 0): number =>
      Math.max(depth, ...STATUSES[from].next.map((next) => reach(next, depth + 1)));
    expect(reach('pending')).toBe(3);
  });

  it.each([
    ['settled', 'completed'],
    ['pending', 'settled'],
    ['__proto__', 'constructor'],
    ['constructor', 'length'],
    ['', ''],
  ])('allows nothing from %j to %j', (from, to) => {
    expect(canTransition(from, to)).toBe(false);
  });
});
