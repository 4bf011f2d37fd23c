/** An emulator for tests, with a clock that stands still until it is moved. */
import type { CreatePaymentFields, CreateWithdrawal } from '@luxcore/contract';
import { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts';
import { CREDENTIALS } from './merchants/credentials.ts';

export const ORIGIN = 'https://api.lux-core.io';
export const START: number = Date.UTC(2026, 10, 24, 12);

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

export interface TestEmulator extends Emulator {
  /** A v1 call with an API key. */
  v1(method: string, path: string, body?: unknown, key?: string): Promise<Answer>;
}

export function testEmulator(options: EmulatorOptions = {}): TestEmulator {
  const emulator = createEmulator({ now: () => START, seed: 1, ...options });
  return {
    ...emulator,
    async v1(method, path, body, key = CREDENTIALS.testKey) {
      const response = await emulator.fetch(`${ORIGIN}/api/v1${path}`, {
        method,
        headers: { 'X-API-Key': key, 'Content-Type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>,
        headers: response.headers,
      };
    },
  };
}

export const DEPOSIT: CreatePaymentFields<'deposit'> = {
  amount: 150_000,
  currency: 'MXN',
  method: 'spei',
  type: 'deposit',
};
export const WITHDRAWAL: Omit<CreateWithdrawal, 'merchant_reference'> = {
  amount: 150_000,
  currency: 'MXN',
  method: 'spei',
  type: 'withdrawal',
  payout: { clabe: '0'.repeat(18) },
};
