import type { WebhookEventName } from '../webhook-events.ts';

/** A webhook endpoint. The record is open: LuxCore's samples may not show every field. */
export interface WebhookEndpoint {
  /** LuxCore's id, like `wh_...`. */
  readonly id: string;
  /** Where events are delivered. */
  readonly url: string;
  /** The events that are delivered. */
  readonly events: readonly WebhookEventName[];
  /** `active` when created; other values are not documented. */
  readonly status: 'active' | (string & {});
  /** How deliveries are signed. */
  readonly signature_algorithm: SignatureAlgorithm;
  /** ISO 8601 time. */
  readonly created_at: string;
  readonly [field: string]: unknown;
}

/** A webhook endpoint as its creation answers it, the only time that the secret is shown. */
export interface CreatedWebhook extends WebhookEndpoint {
  /** `whsec_...`: the secret that verifies deliveries. Keep it; it is not shown again. */
  readonly secret: string;
}

/** The body of `POST /webhooks`. */
export interface CreateWebhook {
  /** Where to deliver events. */
  readonly url: string;
  /** The events to deliver. */
  readonly events: readonly WebhookEventName[];
  /** How to sign deliveries. */
  readonly signature_algorithm: SignatureAlgorithm;
}

/** The body of `PUT /webhooks/{id}`. Assumed: what is left out stays as it is. */
export interface UpdateWebhook {
  /** Where to deliver events. */
  readonly url?: string;
  /** The events to deliver. */
  readonly events?: readonly WebhookEventName[];
}

/** How deliveries are signed: one algorithm is documented. */
export type SignatureAlgorithm = 'hmac_sha256' | (string & {});
