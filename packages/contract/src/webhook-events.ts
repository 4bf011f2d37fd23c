/**
 * Every event that LuxCore delivers to a webhook, and what it is about: the field of the envelope that
 * holds it. Withdrawals are told by `payment.*` too.
 *
 * The names are documented by LuxCore, but for `assumed: true`; that the field is named after what the
 * event is about is assumed.
 *
 * @example
 * ```ts
 * import { WEBHOOK_EVENTS } from '@luxcore/contract';
 *
 * WEBHOOK_EVENTS['payment.completed']; // { about: 'payment' }
 * ```
 */
export const WEBHOOK_EVENTS = {
  'payment.created': { about: 'payment' },
  'payment.completed': { about: 'payment' },
  'payment.failed': { about: 'payment' },
  'payment.cancelled': { about: 'payment' },
  'payment.refunded': { about: 'payment' },
  'balance.updated': { about: 'balance' },
  'merchant.updated': { about: 'merchant' },
  'ticket.created': { about: 'ticket' },
  'ticket.updated': { about: 'ticket' },
  'ticket.comment_added': { about: 'ticket' },
  'ticket.resolved': { about: 'ticket' },
  'ticket.closed': { about: 'ticket' },
  'webhook.test': { about: null, assumed: true },
} as const;

/** An event of the table. */
export type KnownWebhookEvent = keyof typeof WEBHOOK_EVENTS;

/** The documented events, open to others. */
export type WebhookEventName = KnownWebhookEvent | (string & {});
