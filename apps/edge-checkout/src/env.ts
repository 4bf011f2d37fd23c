import type { DeliveryObject } from './deliveries.ts';
import type { OrderObject } from './orders.ts';

/** What the Worker is bound to. The secrets are put there by `wrangler secret put`. */
export interface Env {
  readonly LUXCORE_URL: string;
  readonly LUXCORE_MERCHANT_ID: string;
  readonly LUXCORE_HMAC_SECRET: string;
  readonly LUXCORE_WEBHOOK_SECRET: string;
  readonly ORDERS: DurableObjectNamespace<OrderObject>;
  readonly DELIVERIES: DurableObjectNamespace<DeliveryObject>;
}
