import type { WebhookHandler } from '../webhook-handler.ts';
import { nodeListener, type NodeHead, type NodeRequest, type NodeResponse } from './node-answer.ts';
import type { NodeStream, ParsedBody } from './node-body.ts';

export type { NodeHead, NodeRequest, NodeResponse, NodeStream, ParsedBody };

/**
 * Makes a route of Express (4 or 5) of a handler, which reads the raw body itself and answers. Mount it
 * before `express.json()`, or with `express.raw` for every type before it.
 *
 * Where a parser has read the body, the answer is 500, and `onError` is told `RAW_BODY_REQUIRED`.
 *
 * @example
 * ```ts
 * import express from 'express';
 * import { createWebhookHandler } from '@luxcore/webhooks';
 * import { toExpress } from '@luxcore/webhooks/express';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env.LUXCORE_WEBHOOK_SECRET ?? '',
 *   on: { 'payment.completed': ({ payment }) => { console.log(payment.id); } },
 * });
 * const app = express();
 * app.post('/webhooks/luxcore', toExpress(handler)); // before app.use(express.json())
 * ```
 */
export function toExpress(
  handler: WebhookHandler,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return nodeListener(
    handler,
    "mount the route before `express.json()`, or give it `express.raw({ type: '*/*' })`",
  );
}
