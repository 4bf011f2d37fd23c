import type {
  CreateTicket,
  CreateTicketComment,
  CreateUploadUrl,
  CreateWebhook,
  RetryWebhook,
  ValidatePaymentMethod,
  WebhookDelivery,
} from '@luxcore/contract';
import { expectTypeOf } from 'vitest';
import type * as z from 'zod';
import type { methodSchema, retrySchema } from '../operations.ts';
import type {
  commentSchema,
  createTicketSchema,
  uploadUrlSchema,
} from '../tickets/ticket-schemas.ts';
import type { ShownDelivery } from '../webhooks/deliveries.ts';
import type { createWebhookSchema } from '../webhooks/endpoints.ts';

// Whatever the contract lets a merchant send, the emulator reads, and no field more or less. That the
// answers are the wire types, the annotations of answers.ts say.
expectTypeOf<keyof CreateTicket>().toEqualTypeOf<keyof z.output<typeof createTicketSchema>>();
expectTypeOf<CreateTicket>().toExtend<z.output<typeof createTicketSchema>>();
expectTypeOf<CreateTicketComment>().toEqualTypeOf<z.output<typeof commentSchema>>();
expectTypeOf<CreateUploadUrl>().toEqualTypeOf<z.output<typeof uploadUrlSchema>>();
expectTypeOf<keyof CreateWebhook>().toEqualTypeOf<keyof z.output<typeof createWebhookSchema>>();
expectTypeOf<z.output<typeof createWebhookSchema>>().toExtend<CreateWebhook>();
expectTypeOf<keyof RetryWebhook>().toEqualTypeOf<keyof z.output<typeof retrySchema>>();
expectTypeOf<RetryWebhook>().toExtend<z.output<typeof retrySchema>>();
expectTypeOf<keyof ValidatePaymentMethod>().toEqualTypeOf<keyof z.output<typeof methodSchema>>();
expectTypeOf<z.output<typeof methodSchema>>().toExtend<ValidatePaymentMethod>();
expectTypeOf<Pick<ShownDelivery, keyof ShownDelivery>>().toExtend<WebhookDelivery>();
