import { BALANCE_TYPES, type PaymentStatus } from '@luxcore/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { DEPOSIT, testEmulator, WITHDRAWAL, type TestEmulator } from '../test-emulator.ts';

const KEYS = [CREDENTIALS.testKey, CREDENTIALS.productionKey];
/** What an account reads as before anything has moved. */
const UNOPENED: Readonly<Record<string, bigint>> = { main: 100_000_000n, deposit: -100_000_000n };

/** Every posting is zero, and what an account owns is what its postings say, never below zero. */
async function assertSound(emulator: TestEmulator): Promise<void> {
  const owned = new Map<string, bigint>();
  for (const { lines, environment, currency } of emulator.control.ledger()) {
    expect(lines.reduce((sum, { amount }) => sum + BigInt(amount), 0n)).toBe(0n);
    for (const { balance, amount } of lines) {
      const key = `${environment} ${currency} ${balance}`;
      const sum = (owned.get(key) ?? 0n) + BigInt(amount);
      owned.set(key, sum);
      if (balance === 'frozen') expect(sum >= 0n).toBe(true);
      if (balance === 'main') expect(sum >= 0n).toBe(true);
    }
  }
  for (const key of KEYS) {
    const { body } = await emulator.v1('GET', '/balance/all', undefined, key);
    const environment = key === CREDENTIALS.testKey ? 'test' : 'production';
    for (const entry of body.balances as Record<string, string>[]) {
      const {
        currency,
        balance_type: type,
        available_amount: available,
        frozen_amount: frozen,
      } = entry;
      const of = (balance: string) =>
        owned.get(`${environment} ${String(currency)} ${balance}`) ?? UNOPENED[balance] ?? 0n;
      if (type === 'main') {
        expect([available, frozen]).toEqual([String(of('main')), String(of('frozen'))]);
        expect(BigInt(entry.balance_amount ?? '')).toBe(
          BigInt(available ?? '') + BigInt(frozen ?? ''),
        );
      }
      if (type === 'commission') expect(entry.balance_amount).toBe(String(of('commission')));
      if (type === 'withdrawal') expect(entry.balance_amount).toBe(String(of('withdrawal')));
      if (type === 'deposit') expect(entry.balance_amount).toBe(String(-of('deposit')));
    }
  }
}

describe('the ledger', () => {
  it('is zero after any history, and no balance is below zero', async () => {
    const amount = fc.oneof(
      fc.integer({ min: 1, max: 200_000_000 }),
      fc.maxSafeInteger().map((n) => Math.abs(n) + 1),
    );
    const step = fc.oneof(
      fc.record({
        do: fc.constant('create' as const),
        type: fc.constantFrom('deposit' as const, 'withdrawal' as const),
        amount,
        key: fc.constantFrom(...KEYS),
        currency: fc.constantFrom('MXN', 'ARS'),
      }),
      fc.record({
        do: fc.constant('settle' as const),
        which: fc.nat(20),
        status: fc.constantFrom<PaymentStatus>(
          'processing',
          'completed',
          'failed',
          'cancelled',
          'expired',
          'refunded',
        ),
      }),
      fc.record({ do: fc.constant('advance' as const), seconds: fc.nat(1_000) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const emulator = testEmulator({ limits: { creation: [], standard: [] } });
        const ids: string[] = [];
        for (const one of steps) {
          if (one.do === 'create') {
            const base = one.type === 'deposit' ? DEPOSIT : WITHDRAWAL;
            const body = {
              ...base,
              amount: one.amount,
              currency: one.currency,
              method: 'bank_transfer',
            };
            const answer = await emulator.v1('POST', '/payments', body, one.key);
            expect([201, 400]).toContain(answer.status);
            if (answer.status === 201) ids.push(String(answer.body.transaction_id));
          } else if (one.do === 'advance') {
            await emulator.control.advance(one.seconds * 1000);
          } else {
            const id = ids[one.which % Math.max(1, ids.length)];
            try {
              if (id !== undefined) emulator.control.settle(id, one.status);
            } catch (error) {
              expect((error as { code: string }).code).toMatch(
                /^(?:PAYMENT_ALREADY_PROCESSED|LIMIT_EXCEEDED)$/,
              );
            }
          }
        }
        await assertSound(emulator);
      }),
      { numRuns: 100 },
    );
  });

  it('tells what came in, went out and was charged', async () => {
    const emulator = testEmulator();
    const deposit = await emulator.v1('POST', '/payments', DEPOSIT);
    emulator.control.settle(String(deposit.body.transaction_id), 'completed');
    await emulator.v1('POST', '/payments', WITHDRAWAL);
    await emulator.control.advance('10s');
    const amounts = await Promise.all(
      BALANCE_TYPES.map(async (type) => {
        const { body } = await emulator.v1('GET', `/balance?balance_type=${type}`);
        return [type, body.balance_amount];
      }),
    );
    expect(Object.fromEntries(amounts)).toEqual({
      main: '99998500',
      deposit: '100150000',
      withdrawal: '150000',
      commission: '1500',
      frozen: '0',
    });
    expect(emulator.control.ledger().map(({ reason }) => reason)).toEqual([
      'opened',
      'deposit completed',
      'withdrawal created',
      'withdrawal completed',
    ]);
  });
});
