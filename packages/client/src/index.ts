// The client.
export { createClient } from './client.ts';
export type { Client, Resources } from './client.ts';
export type { ClientOptions, Fetch } from './client-options.ts';

// Credentials.
export { apiKey } from './auth/api-key.ts';
export { bearer } from './auth/bearer.ts';
export type { TokenSupplier } from './auth/bearer.ts';
export { hmac } from './auth/hmac.ts';
export type { HmacCredentials } from './auth/hmac.ts';
export { apiKeyFromEnv, hmacFromEnv } from './auth/from-env.ts';
export type { Env } from './auth/from-env.ts';
export type { Auth, AuthOptions } from './auth/auth.ts';

// Calls and their results.
export type { ApiPromise, ApiResponse } from './api-promise.ts';
export type { CallOptions } from './call-options.ts';
export type { PagePromise } from './resources/page-promise.ts';

// Resources.
export type { Balances } from './resources/balance.ts';
export type { CreatedPayment } from './resources/created-payment.ts';
export type { Merchants } from './resources/merchants.ts';
export type { PaymentMethods } from './resources/payment-methods.ts';
export type { Payments } from './resources/payments.ts';
export type {
  NewAttachment,
  TicketAttachments,
  UploadedAttachment,
} from './resources/ticket-attachments.ts';
export type { TicketComments } from './resources/ticket-comments.ts';
export type { Tickets } from './resources/tickets.ts';
export type { WebhookDeliveries } from './resources/webhook-deliveries.ts';
export type { NewWebhook, Webhooks } from './resources/webhooks.ts';
