import { expect, it } from 'vitest';
import { DEPOSIT, testEmulator, WITHDRAWAL } from '../test-emulator.ts';

const emulator = testEmulator();

it('lists the methods, with what they can do', async () => {
  const { status, body } = await emulator.v1('GET', '/payments/methods');
  expect(status).toBe(200);
  expect(body.data).toContainEqual({
    method: 'spei',
    deposit: true,
    withdrawal: true,
    currencies: ['MXN'],
  });
  expect(body.data).toHaveLength(8);
});

it.each([
  [{ method: 'spei', currency: 'MXN' }, 200, undefined],
  [{ method: 'card', currency: 'TRY', type: 'deposit' }, 200, undefined],
  [{ method: 'card', currency: 'TRY', type: 'withdrawal' }, 400, 'WITHDRAWAL_NOT_SUPPORTED'],
  [{ method: 'spei', currency: 'ARS' }, 400, 'METHOD_NOT_AVAILABLE'],
  [{ method: 'spei', currency: 'USD' }, 400, 'UNSUPPORTED_CURRENCY'],
  [{ method: 'toString', currency: 'MXN' }, 400, 'INVALID_METHOD'],
  [{ method: 7, currency: 'MXN' }, 400, 'VALIDATION_ERROR'],
  [{ currency: 'MXN' }, 400, 'VALIDATION_ERROR'],
])('validates %j', async (body, status, code) => {
  const answer = await emulator.v1('POST', '/payments/methods/validate', body);
  expect([answer.status, answer.body.error]).toEqual([status, code]);
});

it('holds a creation to the same rules', async () => {
  const answer = await emulator.v1('POST', '/payments', { ...DEPOSIT, currency: 'ARS' });
  expect(answer.body).toMatchObject({
    error: 'METHOD_NOT_AVAILABLE',
    issues: [{ path: 'currency of spei', expected: 'MXN', received: '"ARS"' }],
  });
});

it('checks the check digits of account numbers', async () => {
  for (const [payout, code] of [
    [{ clabe: '032180000118359718' }, 'INVALID_CLABE'],
    [{ cvu: '2850590940090418135202' }, 'INVALID_CVU'],
    [{ cbu: 2850590940 }, 'INVALID_CVU'],
  ] as const) {
    const { body } = await emulator.v1('POST', '/payments', { ...WITHDRAWAL, payout });
    expect(body.error).toBe(code);
  }
});
