import { expectTypeOf } from 'vitest';
import type {
  Balance,
  BalanceEntry,
  CreatePayment,
  CreateTicket,
  CreateWebhook,
  CreateWithdrawal,
  ErrorBody,
  ListPayments,
  ListTickets,
  Payment,
  Ticket,
  WebhookEndpoint,
} from '../index.ts';

const money = { amount: 150_000, currency: 'MXN', method: 'spei' } as const;
const payout = { clabe: '032180000118359719' };

export const accepted: CreatePayment[] = [
  { ...money, type: 'deposit' },
  { ...money, type: 'deposit_pp', merchant_reference: 'order-1', customer: { name: 'Ana' } },
  { ...money, type: 'deposit', currency: 'LKR', method: 'ipay', ipay: { payment_method: 'card' } },
  { ...money, type: 'deposit', currency: 'CLP', method: 'webpay', metadata: { cart: [1, 2] } },
  { ...money, type: 'withdrawal', merchant_reference: 'out-1', payout },
  { ...money, type: 'withdrawal_pp', merchant_reference: 'out-1', payout: { ...payout, bank: 1 } },
];

// @ts-expect-error a withdrawal has a merchant_reference
export const withoutReference: CreatePayment = { ...money, type: 'withdrawal', payout };

// @ts-expect-error a withdrawal has a payout
export const withoutPayout: CreatePayment = {
  ...money,
  type: 'withdrawal',
  merchant_reference: 'o',
};

// @ts-expect-error a deposit pays nobody out
export const depositWithPayout: CreatePayment = { ...money, type: 'deposit', payout };

// @ts-expect-error an amount is an integer in minor units, not a decimal string
export const textAmount: CreatePayment = { ...money, type: 'deposit', amount: '1500.00' };

// @ts-expect-error the types of payment are a closed list
export const unknownType: CreatePayment = { ...money, type: 'refund' };

// @ts-expect-error a ticket has a title
export const untitled: CreateTicket = { description: 'no title' };

// @ts-expect-error an endpoint names its algorithm
export const unsigned: CreateWebhook = { url: 'https://shop.example/hook', events: [] };

export function discriminated(body: CreatePayment): void {
  if (body.type === 'withdrawal' || body.type === 'withdrawal_pp') {
    expectTypeOf(body).toEqualTypeOf<CreateWithdrawal>();
    expectTypeOf(body.merchant_reference).toEqualTypeOf<string>();
  } else {
    expectTypeOf(body.merchant_reference).toEqualTypeOf<string | undefined>();
  }
}

expectTypeOf<Payment['amount']>().toEqualTypeOf<number>();
expectTypeOf<BalanceEntry['available_amount']>().toEqualTypeOf<string>();
expectTypeOf<Balance>().toExtend<BalanceEntry>();
expectTypeOf<ErrorBody['message']>().toEqualTypeOf<string | readonly string[]>();
expectTypeOf<Ticket['anything']>().toEqualTypeOf<unknown>();
expectTypeOf<WebhookEndpoint['anything']>().toEqualTypeOf<unknown>();

export const filters: ListPayments = { page: 1, limit: 50, status: ['pending', 'processing'] };
export const tickets: ListTickets = { status: ['open', 'in_progress'], search: 'refund' };
