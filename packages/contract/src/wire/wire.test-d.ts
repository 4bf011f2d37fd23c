import { expectTypeOf } from 'vitest';
import type {
  Balance,
  BalanceEntry,
  CreateIpayDeposit,
  CreatePayment,
  CreateSpeiWithdrawal,
  CreateTicket,
  CreateWebhook,
  CreateWithdrawal,
  ErrorBody,
  ListPayments,
  ListTickets,
  Payment,
  PaymentMethodInfo,
  Payout,
  Ticket,
  WebhookDelivery,
  WebhookEndpoint,
} from '../index.ts';

const money = { amount: 150_000, currency: 'MXN', method: 'spei' } as const;
const payout = { clabe: '032180000118359719' };
const out = { ...money, type: 'withdrawal', merchant_reference: 'out-1' } as const;
declare const someMethod: string;
declare const somePayout: Payout;

export const accepted: CreatePayment[] = [
  { ...money, type: 'deposit' },
  { ...money, type: 'deposit_pp', merchant_reference: 'order-1', customer: { name: 'Ana' } },
  { ...money, type: 'deposit', currency: 'LKR', method: 'ipay', ipay: { payment_method: 'card' } },
  { ...money, type: 'deposit', currency: 'CLP', method: 'webpay', metadata: { cart: [1, 2] } },
  { ...money, type: 'withdrawal', merchant_reference: 'out-1', payout },
  { ...money, type: 'withdrawal_pp', merchant_reference: 'out-1', payout: { ...payout, bank: 1 } },
  { ...out, method: 'bank_transfer', currency: 'ARS', payout: { cvu: '0000003100010000000001' } },
  { ...out, method: 'bank_transfer', currency: 'ARS', payout: { cbu: '0170099220000067797370' } },
  { ...out, method: 'payid', currency: 'AUD', payout: { payid: 'ana@example.com' } },
  { ...out, method: 'crypto', payout: { address: '0x0', network: 1 } },
  { ...out, method: 'pix', payout: { key: 'ana@example.com' } },
  { ...out, method: someMethod, payout: somePayout },
];

// @ts-expect-error an account is a text: a number loses its leading zeros
export const numericClabe: CreatePayment = { ...out, method: 'spei', payout: { clabe: 3218 } };

// @ts-expect-error of an unknown method too
export const numericCvu: CreatePayment = { ...out, method: 'pix', payout: { cvu: 31 } };

// @ts-expect-error ipay alone has choices
export const speiChoices: CreatePayment = { ...money, type: 'deposit', ipay: {} };

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
    if (body.method === 'spei') expectTypeOf<CreateSpeiWithdrawal>().toExtend<typeof body>();
  } else {
    expectTypeOf(body.merchant_reference).toEqualTypeOf<string | undefined>();
    if (body.method === 'ipay') expectTypeOf<CreateIpayDeposit>().toExtend<typeof body>();
  }
}

expectTypeOf<Payment['amount']>().toEqualTypeOf<number>();
expectTypeOf<BalanceEntry['available_amount']>().toEqualTypeOf<string>();
expectTypeOf<Balance>().toExtend<BalanceEntry>();
expectTypeOf<ErrorBody['message']>().toEqualTypeOf<string | readonly string[]>();
expectTypeOf<Ticket['anything']>().toEqualTypeOf<unknown>();
expectTypeOf<WebhookEndpoint['anything']>().toEqualTypeOf<unknown>();
expectTypeOf<WebhookDelivery['anything']>().toEqualTypeOf<unknown>();
expectTypeOf<PaymentMethodInfo['anything']>().toEqualTypeOf<unknown>();
expectTypeOf<Payout['clabe']>().toEqualTypeOf<string | undefined>();
expectTypeOf<Payout['anything']>().toEqualTypeOf<unknown>();

export const filters: ListPayments = { page: 1, limit: 50, status: ['pending', 'processing'] };
export const tickets: ListTickets = { status: ['open', 'in_progress'], search: 'refund' };
