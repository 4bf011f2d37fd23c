import type { Core } from '../call.ts';
import { calling } from './calls.ts';
import { createMerchants, type Merchants } from './merchants.ts';
import type { Payments } from './payments.ts';
import { putting } from './put.ts';
import { createTickets, type Tickets } from './tickets.ts';
import { createV1Payments } from './v1-payments.ts';
import { createWebhooks, type Webhooks } from './webhooks.ts';

/** What v1 alone has: the credentials of v1 bring it, so that a bundle for v2 does without. */
export interface V1Resources {
  readonly payments: Omit<Payments, 'create'>;
  readonly merchants: Merchants;
  readonly webhooks: Webhooks;
  readonly tickets: Tickets;
}

/** Makes what v1 alone has, of a client. */
export type MakeV1Resources = (core: Core) => V1Resources;

export const createV1Resources: MakeV1Resources = ({ prepare, settings }) => {
  const calls = calling(prepare);
  return {
    payments: createV1Payments(calls),
    merchants: createMerchants(calls),
    webhooks: createWebhooks(calls),
    tickets: createTickets(prepare, calls, putting(settings)),
  };
};
