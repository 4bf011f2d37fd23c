import type { DeliveryObject } from './deliveries.ts';
import type { OrderObject } from './orders.ts';

/** What the Worker is bound to: there in a request, and not before. */
export interface Env {
  /** Of wrangler.json. */
  readonly LUXCORE_URL: string;
  /** By `wrangler secret put`. */
  readonly LUXCORE_MERCHANT_ID: string;
  readonly LUXCORE_HMAC_SECRET: string;
  readonly LUXCORE_WEBHOOK_SECRET: string;

  readonly ORDERS: DurableObjectNamespace<OrderObject>;
  readonly DELIVERIES: DurableObjectNamespace<DeliveryObject>;
}
