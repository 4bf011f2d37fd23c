import type { WebhookHandler } from '../webhook-handler.ts';
import type { NodeHead } from './node-answer.ts';
import { bodyLost, keptBody, type ParsedBody } from './node-body.ts';

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
    options: { parseAs: 'buffer'; bodyLimit: number },
    parser: (
      request: unknown,
      body: Uint8Array,
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
 * A body of more than `handler.maxBytes` is answered with 413 by Fastify. Where a hook has replaced the
 * body, the answer is 500, and `onError` is told `RAW_BODY_REQUIRED`.
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
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: handler.maxBytes },
      (_request, body, parsed) => {
        parsed(null, body);
      },
    );
    app.post(path, async (request, reply) => {
      const { method, headers } = request;
      const answer = await handler.receive({ method, headers, body: () => bodyOf(request) });
      reply.code(answer.status);
      reply.headers({ ...answer.headers });
      return reply.send();
    });
    done();
  };
}

function bodyOf(request: FastifyRequestLike): string | Uint8Array | undefined {
  const kept = keptBody(request);
  const { body } = request;
  if (kept !== undefined || body === undefined || body === null) return kept;
  throw bodyLost(body, 'register `toFastify` outside of the scope whose hooks replace the body');
}
