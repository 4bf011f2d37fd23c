import type { WebhookEventName } from '../webhook-events.ts';

/** An event on its way to one endpoint. All of it is assumed; the record is open. */
export interface WebhookDelivery {
  /** The id of the delivery. */
  readonly id: string;
  /** The id of the event, `evt_...`: the one that the envelope of the delivery has. */
  readonly event_id: string;
  /** The id of the endpoint. */
  readonly webhook_id: string;
  /** What happened. */
  readonly event: WebhookEventName;
  /** Whether it was acknowledged, is still to be, or was given up. */
  readonly status: 'pending' | 'delivered' | 'failed' | (string & {});
  /** What was tried so far, the oldest first. */
  readonly attempts: readonly WebhookAttempt[];
  /** How many attempts are left before it has failed. */
  readonly attempts_left: number;
  /** ISO 8601 time. */
  readonly created_at: string;
  readonly [field: string]: unknown;
}

/** One attempt to deliver an event. Assumed. */
export interface WebhookAttempt {
  /** ISO 8601 time. */
  readonly at: string;
  /** The HTTP status that the endpoint answered; `null` where none came. */
  readonly status: number | null;
  /** Why none came. */
  readonly error: string | null;
}

/** The body of `POST /webhooks/{id}/retry`. Assumed. */
export interface RetryWebhook {
  /** The event that is sent again; all that failed when left out. */
  readonly event_id?: string;
}
