import type {
  CreateTicket,
  CreateTicketComment,
  CreateUploadUrl,
  CreateWebhook,
} from '@luxcore/contract';
import { expectTypeOf } from 'vitest';
import type * as z from 'zod';
import type {
  commentSchema,
  createTicketSchema,
  uploadUrlSchema,
} from '../tickets/ticket-schemas.ts';
import type { createWebhookSchema } from '../webhooks/endpoints.ts';

// Whatever the contract lets a merchant send, the emulator reads, and no field more or less. That the
// answers are the wire types, the annotations of answers.ts say.
expectTypeOf<keyof CreateTicket>().toEqualTypeOf<keyof z.output<typeof createTicketSchema>>();
expectTypeOf<CreateTicket>().toExtend<z.output<typeof createTicketSchema>>();
expectTypeOf<CreateTicketComment>().toEqualTypeOf<z.output<typeof commentSchema>>();
expectTypeOf<CreateUploadUrl>().toEqualTypeOf<z.output<typeof uploadUrlSchema>>();
expectTypeOf<keyof CreateWebhook>().toEqualTypeOf<keyof z.output<typeof createWebhookSchema>>();
expectTypeOf<z.output<typeof createWebhookSchema>>().toExtend<CreateWebhook>();
