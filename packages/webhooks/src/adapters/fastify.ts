import type { Body } from '@luxcore/signing';
import type { WebhookHandler } from '../webhook-handler.ts';
import { receiveNode, type NodeHead } from './node-answer.ts';
import { bodyLost, keptBody, readStream, type NodeStream, type ParsedBody } from './node-body.ts';

export type { NodeHead, NodeStream, ParsedBody };

/** As much as is used of a request of Fastify. */
export interface FastifyRequestLike extends NodeHead, ParsedBody {}

/** As much as is used of a reply of Fastify. */
export interface FastifyReplyLike {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(): unknown;
}

/** As much as is used of an instance of Fastify. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    contentType: string,
    parser: (
      request: unknown,
      payload: NodeStream,
      done: (error: Error | null, body?: unknown) => void,
    ) => void,
  ): unknown;
  post(
    path: string,
    handle: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown;
}

/**
 * Makes a plugin of Fastify 5 of a handler, with one route that takes POST on `path`. In it bodies stay
 * raw, whatever parsers there are outside; those outside are as they were.
 *
 * Where a hook has replaced the body, the answer is 500, and `onError` is told `RAW_BODY_REQUIRED`.
 *
 * @param path - The path of the route, behind the prefix with which the plugin is registered.
 * @example
 * ```ts
 * import Fastify from 'fastify';
 * import { createWebhookHandler } from '@luxcore/webhooks';
 * import { toFastify } from '@luxcore/webhooks/fastify';
 *
 * const handler = createWebhookHandler({
 *   secrets: process.env.LUXCORE_WEBHOOK_SECRET ?? '',
 *   on: { 'payment.completed': ({ payment }) => { console.log(payment.id); } },
 * });
 * const app = Fastify();
 * app.register(toFastify(handler, '/webhooks/luxcore'));
 * ```
 */
export function toFastify(
  handler: WebhookHandler,
  path: string,
): (app: FastifyLike, options: unknown, done: () => void) => void {
  return (app, _options, done) => {
    app.removeAllContentTypeParsers();
    // Not read here, but where all adapters read: with the bound of the handler, and its answer.
    app.addContentTypeParser('*', (_request, payload, parsed) => {
      parsed(null, payload);
    });
    app.post(path, async (request, reply) => {
      const answer = await receiveNode(handler, request, () => bodyOf(request, handler.maxBytes));
      reply.code(answer.status);
      reply.headers({ ...answer.headers });
      return reply.send();
    });
    done();
  };
}

function bodyOf(request: FastifyRequestLike, maxBytes: number): Body | Promise<Body> {
  const { body } = request;
  const kept = keptBody(request);
  if (kept !== undefined || body === undefined || body === null) return kept;
  if (isStream(body)) return readStream(body, maxBytes);
  throw bodyLost(body, 'register `toFastify` outside of the scope whose hooks replace the body');
}

function isStream(body: unknown): body is NodeStream {
  return Symbol.asyncIterator in (Object(body) as object);
}
