import type { WebhookHandler } from '../webhook-handler.ts';
import { nodeListener, type NodeHead, type NodeRequest, type NodeResponse } from './node-answer.ts';
import type { NodeStream, ParsedBody } from './node-body.ts';

export type { NodeHead, NodeRequest, NodeResponse, NodeStream, ParsedBody };

/**
 * Makes a listener for `node:http` of a handler, which reads the raw body itself and answers. Also for
 * what has its requests and responses, as a Firebase function or a page of Next.js under `api`.
 *
 * What reads the request before it loses the raw body: then the answer is 500, and `onError` is told
 * `RAW_BODY_REQUIRED`.
 *
 * @example
 * ```ts
 * import { createServer } from 'node:http';
 * import { createWebhookHandler } from '@luxcore/webhooks';
 * import { toNode } from '@luxcore/webhooks/node';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env.LUXCORE_WEBHOOK_SECRET ?? '',
 *   on: { 'payment.completed': ({ payment }) => { console.log(payment.id); } },
 * });
 * const server = createServer(toNode(handler)); // server.listen(3000)
 * ```
 */
export function toNode(
  handler: WebhookHandler,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  return nodeListener(handler, 'call the listener before anything reads the request');
}
