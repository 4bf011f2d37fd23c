import { createHmac } from 'node:crypto';
import type { Fetch } from '../src/index.ts';

export const KEY = 'qp_test_sk_0123456789abcdef';
export const PRODUCTION_KEY = 'qp_prod_sk_0123456789abcdef';
export const SECRET = 'test_secret_value';
export const MERCHANT_ID = 1024;

export const DEPOSIT = {
  type: 'deposit',
  amount: 150_000,
  currency: 'MXN',
  method: 'spei',
  merchant_reference: 'order-1001',
} as const;

export const WITHDRAWAL = {
  type: 'withdrawal',
  amount: 150_000,
  currency: 'MXN',
  method: 'spei',
  merchant_reference: 'payout-1',
  payout: { clabe: '032180000118359719' },
} as const;

/** What LuxCore answers to a payment. */
export function paymentOf(body: object): Record<string, unknown> {
  return {
    transaction_id: 'pay_1234567890_abcdefgh',
    status: 'pending',
    created_at: '2026-05-01T12:00:00Z',
    ...body,
  };
}

/** What answers `balance.get` and `balance.all` alike. */
export const ANY_BALANCE = {
  success: true,
  balances: [],
  balance_amount: '0',
  available_amount: '0',
  frozen_amount: '0',
} as const;

/** HMAC-SHA256 by Node's own crypto: an opinion that does not come from our signer. */
export function nodeSignature(canonical: string): string {
  return `hmac_sha256=${createHmac('sha256', SECRET).update(canonical).digest('hex')}`;
}

/** A fetch that shows what it would have sent. */
export function asFetch(answer: (request: Request) => Response | Promise<Response>): Fetch {
  return (url, init) => answer(new Request(url, init));
}
