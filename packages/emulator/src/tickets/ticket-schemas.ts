import * as z from 'zod';

/** LuxCore's rule. */
const MAX_TITLE_CHARACTERS = 200;
const MAX_TEXT_CHARACTERS = 10_000;
/** [Assumed] The most bytes of an attachment. */
export const MAX_ATTACHMENT_BYTES: number = 5 * 1024 * 1024;

const text = z.string().max(MAX_TEXT_CHARACTERS);

export const createTicketSchema: z.ZodType<{
  readonly title: string;
  readonly description?: string | undefined;
  readonly category?: string | undefined;
  readonly sub_category?: string | undefined;
  readonly payment_id?: string | undefined;
  readonly transaction_id?: string | undefined;
  readonly reference?: string | undefined;
  readonly requires_refund?: boolean | undefined;
}> = z.object({
  title: z.string().min(1).max(MAX_TITLE_CHARACTERS),
  description: text.optional(),
  category: text.optional(),
  sub_category: text.optional(),
  payment_id: text.optional(),
  transaction_id: text.optional(),
  reference: text.optional(),
  requires_refund: z.boolean().optional(),
});

export const commentSchema: z.ZodType<{ readonly message: string }> = z.object({
  message: text.min(1),
});

export const uploadUrlSchema: z.ZodType<{
  readonly file_name: string;
  readonly content_type: string;
  readonly size: number;
}> = z.object({
  // Without a path, quotes or anything else that a header cannot carry as it is.
  file_name: z
    .string()
    .regex(/^[\w][\w .()-]{0,199}$/, 'a name of letters, digits, spaces and . - _ ( )'),
  content_type: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, 'a media type such as image/png'),
  size: z.int().min(1).max(MAX_ATTACHMENT_BYTES),
});
