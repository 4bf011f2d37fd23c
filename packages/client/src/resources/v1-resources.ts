import type { Core } from '../call.ts';
import type { Calls } from './calls.ts';
import { createMerchants, type Merchants } from './merchants.ts';
import { createPaymentMethods, type PaymentMethods } from './payment-methods.ts';
import { putting } from './put.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** What v1 alone has: the credentials of v1 bring it, so that a bundle for v2 does without. */
export interface V1Resources {
  readonly payments: { readonly methods: PaymentMethods };
  readonly merchants: Merchants;
  readonly webhooks: Webhooks;
  readonly tickets: Tickets;
}

/** Makes what v1 alone has, of a client. */
export type MakeV1Resources = (core: Core, calls: Calls) => V1Resources;

export const createV1Resources: MakeV1Resources = ({ prepare, settings }, calls) => ({
  payments: { methods: createPaymentMethods(calls) },
  merchants: createMerchants(calls),
  webhooks: createWebhooks(calls),
  tickets: createTickets(prepare, calls, putting(settings)),
});
