import type { WebhookHandler } from '../webhook-handler.ts';
import { receiveNode, type NodeHead } from './node-answer.ts';
import { readNodeBody, type NodeStream, type ParsedBody } from './node-body.ts';

export type { NodeHead, NodeStream, ParsedBody };

/** Where the body parsers of Koa leave what they have read. */
export interface KoaRequest extends ParsedBody {
  // Every request of Koa has it: a type of optional fields alone takes none of them.
  readonly method: string;
}

/** As much as is used of a context of Koa. */
export interface KoaContext extends NodeHead {
  readonly req: NodeStream;
  readonly request: KoaRequest;
  status: number;
  body: unknown;
  set(name: string, value: string): unknown;
}

/**
 * Makes a middleware of Koa (2 or 3) of a handler, which reads the raw body itself and answers. Mount it
 * on a route, and before the body parser.
 *
 * Where a parser has read the body and kept no `rawBody`, the answer is 500, and `onError` is told
 * `RAW_BODY_REQUIRED`.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { createWebhookHandler } from '@luxcore/webhooks';
 * import { toKoa } from '@luxcore/webhooks/koa';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env.LUXCORE_WEBHOOK_SECRET ?? '',
 *   on: { 'payment.completed': ({ payment }) => { console.log(payment.id); } },
 * });
 * const webhooks = toKoa(handler);
 * const app = new Koa();
 * app.use((ctx, next) => (ctx.path === '/webhooks/luxcore' ? webhooks(ctx) : next()));
 * ```
 */
export function toKoa(handler: WebhookHandler): (ctx: KoaContext) => Promise<void> {
  return async (ctx) => {
    const mend = 'mount the middleware before the body parser';
    const { maxBytes } = handler;
    const { status, headers } = await receiveNode(handler, ctx, () =>
      readNodeBody(ctx.req, ctx.request, { maxBytes, mend }),
    );
    for (const [name, value] of Object.entries(headers)) ctx.set(name, value);
    // Without a body, Koa would write the status as text.
    ctx.body = '';
    ctx.status = status;
  };
}
