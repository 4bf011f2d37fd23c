/** What the operations answer: schemas of the wire types, for the OpenAPI document and for tests. */
import {
  BALANCE_TYPES,
  PAYMENT_TYPES,
  STATUSES,
  WEBHOOK_EVENTS,
  type AllBalances,
  type Balance,
  type BalanceEntry,
  type BalanceType,
  type CreatedWebhook,
  type ErrorBody,
  type KnownWebhookEvent,
  type Page,
  type Payment,
  type PaymentStatus,
  type PaymentType,
  type Ticket,
  type TicketComment,
  type UploadUrl,
  type WebhookEndpoint,
} from '@luxcore/contract';
import * as z from 'zod';
import type { ShownDelivery } from '../webhooks/deliveries.ts';

const text = z.string();
const minorUnits = z.int().min(0);
const time = z.iso.datetime();
const digits = z.string().regex(/^\d+$/);

export const errorAnswer: z.ZodType<ErrorBody> = z.looseObject({
  statusCode: z.int(),
  message: z.union([text, z.array(text)]),
  error: text,
});

export const paymentAnswer: z.ZodType<Payment> = z.strictObject({
  transaction_id: text,
  status: z.enum(Object.keys(STATUSES) as [PaymentStatus, ...PaymentStatus[]]),
  amount: minorUnits,
  currency: text,
  method: text,
  type: z.enum(Object.keys(PAYMENT_TYPES) as [PaymentType, ...PaymentType[]]),
  merchant_reference: z.exactOptional(text),
  bank_details: z.exactOptional(
    z.strictObject({
      amount: text,
      purpose: text,
      currency: text,
      bank_name: text,
      swift_code: text.nullable(),
      account_holder: text,
      account_number: text,
    }),
  ),
  fee_amount: z.exactOptional(minorUnits),
  net_amount: z.exactOptional(minorUnits),
  created_at: time,
  expires_at: z.exactOptional(time),
  ipay_checkout: z.exactOptional(
    z.strictObject({
      form_action: text,
      checkout_params: z.record(text, z.unknown()),
      checkout_url: text,
    }),
  ),
  payment_page_url: z.exactOptional(text),
  error_code: z.exactOptional(text),
});

const entry = {
  currency: text,
  balance_type: z.enum(BALANCE_TYPES as readonly [BalanceType, ...BalanceType[]]),
  balance_amount: digits,
  available_amount: digits,
  frozen_amount: digits,
};
const balanceEntry: z.ZodType<BalanceEntry> = z.strictObject(entry);

export const balanceAnswer: z.ZodType<Balance> = z.strictObject({
  success: z.boolean(),
  merchant_id: z.int(),
  ...entry,
  new_balance: minorUnits,
  available_balance: minorUnits,
});

export const balancesAnswer: z.ZodType<AllBalances> = z.strictObject({
  success: z.boolean(),
  merchant_id: z.int(),
  balances: z.array(balanceEntry),
  total_balances: z.int(),
});

const endpoint = {
  id: text,
  url: text,
  events: z.array(text),
  status: z.enum(['active', 'disabled']),
  signature_algorithm: z.literal('hmac_sha256'),
  created_at: time,
};
export const endpointAnswer: z.ZodType<WebhookEndpoint> = z.looseObject(endpoint);
export const createdEndpointAnswer: z.ZodType<CreatedWebhook> = z.looseObject({
  ...endpoint,
  secret: z.string().startsWith('whsec_'),
});

/** [Assumed] An event on its way to an endpoint. */
export const deliveryAnswer: z.ZodType<ShownDelivery> = z.strictObject({
  id: text,
  event_id: text,
  webhook_id: text,
  event: z.enum(Object.keys(WEBHOOK_EVENTS) as [KnownWebhookEvent, ...KnownWebhookEvent[]]),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.array(
    z.strictObject({ at: time, status: z.int().nullable(), error: text.nullable() }),
  ),
  attempts_left: z.int().min(0),
  created_at: time,
});

export const ticketAnswer: z.ZodType<Ticket> = z.looseObject({
  ticket_id: z.uuid(),
  status: text,
  title: text,
  description: z.exactOptional(text),
  category: z.exactOptional(text),
  sub_category: z.exactOptional(text),
  payment_id: z.exactOptional(text),
  transaction_id: z.exactOptional(text),
  reference: z.exactOptional(text),
  requires_refund: z.exactOptional(z.boolean()),
});

export const commentAnswer: z.ZodType<TicketComment> = z.looseObject({
  comment_id: z.uuid(),
  ticket_id: z.uuid(),
  message: text,
  author: text,
  created_at: time,
});

export const uploadUrlAnswer: z.ZodType<UploadUrl> = z.strictObject({
  upload_url: text,
  attachment_id: z.uuid(),
});

/** [Assumed] What a method can do, and in which currencies. */
export const methodAnswer: z.ZodType = z.strictObject({
  method: text,
  deposit: z.boolean(),
  withdrawal: z.boolean(),
  currencies: z.array(text),
});

export const validMethodAnswer: z.ZodType = z.strictObject({
  method: text,
  currency: text,
  type: z.enum(['deposit', 'withdrawal']),
  valid: z.literal(true),
});

export function enveloped(data: z.ZodType): z.ZodType {
  return z.strictObject({ success: z.literal(true), data });
}

export function paged<Item>(item: z.ZodType<Item>): z.ZodType<Page<Item>> {
  return z.strictObject({
    data: z.array(item),
    total: z.int().min(0),
    page: z.int().min(1),
    limit: z.int().min(1),
  });
}
