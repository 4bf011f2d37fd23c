// The client.
export { createClient } from './create-client.ts';
export type { Client, ClientTools, Resources } from './client.ts';
export type { ClientOptions, Fetch } from './client-options.ts';

// What stands around requests.
export { fetchTransport } from './transport/fetch-transport.ts';
export type { Transport, TransportRequest, TransportResponse } from './transport/transport.ts';
export type { Middleware, MiddlewareRequest, Next } from './stages/middleware.ts';
export type {
  CallEvent,
  ClientEvent,
  ClockEvent,
  EventListener,
  ReferenceEvent,
  RequestEvent,
  ResponseEvent,
  RetryEvent,
  RotationEvent,
  WaitEvent,
} from './events.ts';

// Credentials.
export { apiKey } from './auth/api-key.ts';
export { bearer } from './auth/bearer.ts';
export type { Supplier } from './auth/supplier.ts';
export { hmac } from './auth/hmac.ts';
export type { HmacCredentials } from './auth/hmac.ts';
export { apiKeyFromEnv, hmacFromEnv } from './auth/from-env.ts';
export type { Env } from './auth/from-env.ts';
export type { Auth, AuthOptions } from './auth/auth.ts';

// Calls and their results.
export type { ApiPromise, ApiResponse } from './api-promise.ts';
export type { CallOptions, CreatePaymentOptions } from './call-options.ts';
export type { PagePromise } from './resources/page-promise.ts';

// Limits.
export { createLimiter } from './limiter/create-limiter.ts';
export type { LimiterOptions } from './limiter/limiter-options.ts';
export type { LimiterTime } from './limiter/limiter-time.ts';
export type {
  LimitRequest,
  LimitState,
  Limiter,
  Permit,
  PermitEnd,
  WindowState,
} from './limiter/limiter.ts';

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
