import type { KnownWebhookEvent, WebhookPayment } from '@luxcore/contract';
import { expectTypeOf } from 'vitest';
import { createWebhookHandler, type UnknownEvent, type WebhookEvent } from './index.ts';

export function discriminated(event: WebhookEvent): void {
  switch (event.type) {
    case 'payment.completed':
    case 'payment.failed':
      expectTypeOf(event.payment).toEqualTypeOf<WebhookPayment>();
      break;
    case 'ticket.closed':
      expectTypeOf(event.ticket.ticket_id).toEqualTypeOf<string | undefined>();
      break;
    case 'unknown':
      expectTypeOf(event).toEqualTypeOf<UnknownEvent>();
      break;
    default:
      expectTypeOf(event.type).toExtend<KnownWebhookEvent>();
  }
}

createWebhookHandler({
  secrets: ['whsec_a', 'whsec_b'],
  on: {
    'payment.completed': ({ payment }, { signal, secretIndex }) => {
      expectTypeOf(payment.merchant_reference).toEqualTypeOf<string | null>();
      expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
      expectTypeOf(secretIndex).toEqualTypeOf<number>();
    },
    'balance.updated': ({ balance }) => {
      expectTypeOf(balance.available_amount).toEqualTypeOf<string | undefined>();
    },
  },
  onUnknown: ({ event }) => {
    expectTypeOf(event).toEqualTypeOf<string>();
  },
});

// @ts-expect-error a name that LuxCore does not document goes to onUnknown
createWebhookHandler({ secrets: 'whsec_a', on: { 'payment.complete': () => undefined } });
