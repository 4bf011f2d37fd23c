/** The payment that every peer creates, and the credentials that it is signed with. */
export const PATH = '/api/v2/payments';
export const MERCHANT_ID = 1024;
export const SECRET = 'a benchmark secret of bytes';

/** How long every peer waits for an answer at the most, where it can be told. */
export const TIMEOUT_MS = 30_000;
/** How many requests are under way at any time, and how many connections a pool may hold. */
export const CONCURRENCY = 50;

/** A deposit, as the types of our client and everybody's JSON take it. */
export interface Deposit {
  readonly type: 'deposit';
  readonly amount: number;
  readonly currency: string;
  readonly method: string;
  readonly merchant_reference: string;
  readonly description: string;
  readonly customer: { readonly name: string; readonly email: string };
  readonly metadata: { readonly cart: string; readonly items: number };
}

export function paymentOf(reference: string): Deposit {
  return {
    type: 'deposit',
    amount: 150_000,
    currency: 'MXN',
    method: 'spei',
    merchant_reference: reference,
    description: 'Order 1001',
    customer: { name: 'Ana López', email: 'ana@example.com' },
    metadata: { cart: 'c-1001', items: 3 },
  };
}

/** What a payment is answered with, as LuxCore documents it. */
export function answerTo(asked: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { merchant_reference, amount, currency, method, type } = asked;
  return {
    transaction_id: 'pay_1234567890_abcdefgh',
    merchant_reference,
    status: 'pending',
    amount,
    currency,
    method,
    type,
    bank_details: {
      amount: '1500.00',
      purpose: 'Order 1001',
      currency,
      bank_name: 'STP',
      swift_code: null,
      account_holder: 'LuxCore',
      account_number: '646180157000000004',
    },
    fee_amount: 1500,
    net_amount: 148_500,
    created_at: '2026-01-01T00:00:00.000Z',
    expires_at: '2026-01-01T00:15:00.000Z',
  };
}
