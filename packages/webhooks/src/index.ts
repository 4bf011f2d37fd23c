// Verify.
export { verifyDelivery } from './verify-delivery.ts';
export { verifySignature, type Delivery, type VerifiedDelivery } from './verify-signature.ts';

// Explain.
export type { VerifyOptions } from './verify-options.ts';
export { explainDelivery } from './explain/explain-delivery.ts';
export type {
  DeliveryComponent,
  DeliveryExplanation,
  DeliveryFinding,
  DeliveryHypothesis,
  DeliveryMistake,
  ExplainDeliveryOptions,
} from './explain/delivery-explanation.ts';

// Handle.
export { createWebhookHandler } from './webhook-handler.ts';
export type {
  EventHandler,
  EventHandlers,
  HandlerContext,
  WebhookHandlerOptions,
} from './handler-options.ts';
export type { IncomingDelivery, WebhookAnswer, WebhookHandler } from './webhook-handler.ts';

// Remember.
export { memoryDeliveryStore } from './deliveries/memory-delivery-store.ts';
export type {
  MemoryDeliveryStore,
  MemoryDeliveryStoreOptions,
} from './deliveries/memory-delivery-store.ts';
export type {
  DeliveryClaim,
  DeliveryDecision,
  DeliveryStore,
} from './deliveries/delivery-store.ts';

// Events.
export { parseEvent } from './events/parse-event.ts';
export type {
  BalanceEvent,
  EventEnvelope,
  KnownEvent,
  MerchantEvent,
  PaymentEvent,
  PaymentEventName,
  TestEvent,
  TicketEvent,
  TicketEventName,
  UnknownEvent,
  WebhookEvent,
  WebhookEvents,
} from './events/webhook-event.ts';

// Sign.
export { signDelivery } from './sign-delivery.ts';
export type { DeliveryContent, SignDeliveryOptions, SignedDelivery } from './sign-delivery.ts';
export { SCHEMES } from './scheme/schemes.ts';
export type { SignedContent, WebhookScheme } from './scheme/scheme.ts';
export type { WebhookSecrets } from './scheme/webhook-secret.ts';
