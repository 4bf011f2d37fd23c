import { readFileSync } from 'node:fs';
import type { PaymentStatus } from '@luxcore/contract';
import { describe, expect, it } from 'vitest';
import { CREDENTIALS } from '../merchants/credentials.ts';
import { DEPOSIT, testEmulator, WITHDRAWAL } from '../test-emulator.ts';
import { MAGIC_ERRORS, MAGIC_REFERENCES } from './magic-references.ts';

/** The statuses that a payment has had after so many seconds each. */
async function statuses(body: object, ...seconds: number[]): Promise<unknown[]> {
  const emulator = testEmulator();
  const { status, body: created } = await emulator.v1('POST', '/payments', body);
  expect(status).toBe(201);
  const seen: unknown[] = [];
  for (const step of seconds) {
    await emulator.control.advance(`${String(step)}s`);
    seen.push(
      (await emulator.v1('GET', `/payments/${String(created.transaction_id)}`)).body.status,
    );
  }
  return seen;
}

describe('a payment whose reference is magic', () => {
  it.each<[string, PaymentStatus[]]>([
    ['pending', ['pending', 'pending', 'pending', 'expired']],
    ['processing', ['processing', 'processing', 'processing', 'expired']],
    ['completed', ['processing', 'completed', 'completed', 'completed']],
    ['failed', ['processing', 'failed', 'failed', 'failed']],
    ['expired', ['pending', 'expired', 'expired', 'expired']],
    ['cancelled', ['pending', 'cancelled', 'cancelled', 'cancelled']],
    ['refunded', ['processing', 'completed', 'refunded', 'refunded']],
    ['partial_refund', ['processing', 'completed', 'partial_refund', 'partial_refund']],
  ])('emulate-%s moves by itself', async (name, expected) => {
    expect(Object.keys(MAGIC_REFERENCES)).toContain(name);
    const body = { ...DEPOSIT, merchant_reference: `order-1.emulate-${name}` };
    expect(await statuses(body, 5, 5, 5, 900)).toEqual(expected);
  });

  it('fails with a code', async () => {
    const emulator = testEmulator();
    const body = { ...DEPOSIT, merchant_reference: 'emulate-failed' };
    await emulator.v1('POST', '/payments', body);
    await emulator.control.advance('10s');
    expect((await emulator.v1('GET', '/payments')).body.data).toMatchObject([
      { status: 'failed', error_code: 'PROVIDER_ERROR' },
    ]);
  });

  it.each(MAGIC_ERRORS)('emulate-%s is refused with that code, and makes nothing', async (code) => {
    const emulator = testEmulator();
    const before = emulator.control.export();
    const body = { ...WITHDRAWAL, merchant_reference: `order-1.emulate-${code}` };
    const answer = await emulator.v1('POST', '/payments', body);
    expect(answer.body).toMatchObject({ statusCode: answer.status, error: code });
    expect(emulator.control.export()).toEqual(before);
  });

  it.each([
    'emulate-nothing',
    'notemulate-failed',
    'emulate-',
    'EMULATE-failed',
    'emulate-toString',
  ])('%s is none', async (reference) => {
    expect(await statuses({ ...DEPOSIT, merchant_reference: reference }, 10)).toEqual(['pending']);
  });
});

it('are all in the README, with every default credential', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const names = [
    ...Object.keys(MAGIC_REFERENCES),
    ...MAGIC_ERRORS,
    ...Object.values<string | number>({ ...CREDENTIALS }),
  ];
  expect(names.filter((name) => !readme.includes(`\`${String(name)}\``))).toEqual([]);
});

describe('any other payment', () => {
  it('completes by itself if it is a withdrawal', async () => {
    expect(await statuses(WITHDRAWAL, 4, 1, 5)).toEqual(['pending', 'processing', 'completed']);
  });

  it('waits for who pays it if it is a deposit, 15 minutes long', async () => {
    expect(await statuses(DEPOSIT, 899, 1)).toEqual(['pending', 'expired']);
  });

  it('keeps where it is what somebody moved meanwhile', async () => {
    const emulator = testEmulator();
    const { body } = await emulator.v1('POST', '/payments', WITHDRAWAL);
    const path = `/payments/${String(body.transaction_id)}`;
    expect((await emulator.v1('POST', `${path}/cancel`)).body.status).toBe('cancelled');
    await emulator.control.advance('1h');
    expect((await emulator.v1('GET', path)).body.status).toBe('cancelled');
  });
});
