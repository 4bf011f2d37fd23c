import type {
  BalanceEntry,
  KnownWebhookEvent,
  Ticket,
  WEBHOOK_EVENTS,
  WebhookPayment,
} from '@luxcore/contract';

/** What every event has. The record is the envelope as LuxCore sent it, with `type` added. */
export interface EventEnvelope {
  /**
   * `evt_...`; assumed: the same for every delivery of an event. The older envelope has none; there it is made
   * of the event's name, the payment's id and its status.
   */
  readonly id: string;
  /** ISO 8601 time. The older envelope has none. */
  readonly created_at?: string;
  /** The numeric id of the merchant. The older envelope has none. */
  readonly merchant_id?: number;
  readonly [field: string]: unknown;
}

/** A payment changed its status; withdrawals are told by these events too. */
export interface PaymentEvent<
  Name extends PaymentEventName = PaymentEventName,
> extends EventEnvelope {
  /** The name of the event, to tell it from others by. */
  readonly type: Name;
  /** Of two events about it, the greater `status_version` is the newer. */
  readonly payment: WebhookPayment;
}

/** A balance changed. That it is told by the fields of a balance is assumed. */
export interface BalanceEvent extends EventEnvelope {
  readonly type: 'balance.updated';
  /** Any field may be missing, and there may be others. */
  readonly balance: Readonly<Partial<BalanceEntry>> & Readonly<Record<string, unknown>>;
}

/** The merchant's data changed. Which fields tell it is not documented. */
export interface MerchantEvent extends EventEnvelope {
  readonly type: 'merchant.updated';
  /** As LuxCore sent it, whatever its fields. */
  readonly merchant: Readonly<Record<string, unknown>>;
}

/** A ticket was created, changed, answered, resolved or closed. Its fields are assumed. */
export interface TicketEvent<Name extends TicketEventName = TicketEventName> extends EventEnvelope {
  /** The name of the event, to tell it from others by. */
  readonly type: Name;
  /** Any field may be missing, and there may be others. */
  readonly ticket: Readonly<Partial<Ticket>> & Readonly<Record<string, unknown>>;
}

/** What the test operation of an endpoint delivers. Assumed. */
export interface TestEvent extends EventEnvelope {
  readonly type: 'webhook.test';
}

/** An event that this version does not know: its name is in `event`, its data as LuxCore sent it. */
export interface UnknownEvent extends EventEnvelope {
  readonly type: 'unknown';
  /** Its name as LuxCore sent it. */
  readonly event: string;
}

/** The type of each known event, by its name. */
export type WebhookEvents = {
  readonly [Name in KnownWebhookEvent]: EventAbout<(typeof WEBHOOK_EVENTS)[Name]['about'], Name>;
};

/** An event that this version knows, told apart by `type`. */
export type KnownEvent = WebhookEvents[KnownWebhookEvent];

/** Any event, told apart by `type`. */
export type WebhookEvent = KnownEvent | UnknownEvent;

type NameAbout<About> = {
  [Name in KnownWebhookEvent]: (typeof WEBHOOK_EVENTS)[Name]['about'] extends About ? Name : never;
}[KnownWebhookEvent];

/** The names of the events about a payment. */
export type PaymentEventName = NameAbout<'payment'>;

/** The names of the events about a ticket. */
export type TicketEventName = NameAbout<'ticket'>;

type EventAbout<About, Name> = About extends 'payment'
  ? PaymentEvent<Name & PaymentEventName>
  : About extends 'ticket'
    ? TicketEvent<Name & TicketEventName>
    : About extends 'balance'
      ? BalanceEvent
      : About extends 'merchant'
        ? MerchantEvent
        : TestEvent;
