import type { Body, HeadersLike } from '@luxcore/signing';
import type { WebhookAnswer, WebhookHandler } from '../webhook-handler.ts';
import { readNodeBody, type NodeStream, type ParsedBody } from './node-body.ts';

/** What every framework on Node has of a request. */
export interface NodeHead {
  readonly method?: string | undefined;
  readonly headers: Exclude<HeadersLike, Headers>;
}

/** A request of `node:http`, of Express, or of what imitates them. */
export interface NodeRequest extends NodeHead, NodeStream, ParsedBody {}

/** A response of `node:http`, of Express, or of what imitates them. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent?: boolean;
  setHeader(name: string, value: string): unknown;
  end(): unknown;
}

/** The answer to a request of Node. */
export async function receiveNode(
  handler: WebhookHandler,
  { method, headers }: NodeHead,
  body: () => Body | Promise<Body>,
): Promise<WebhookAnswer> {
  const answer = await handler.receive({ method, headers, body });
  if (answer.status !== 413) return answer;
  // What is left of the body stands before the next request of the connection.
  return { ...answer, headers: { ...answer.headers, Connection: 'close' } };
}

/** A function for `node:http` and Express, which are the same but for the mend. */
export function nodeListener(
  handler: WebhookHandler,
  mend: string,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  const { maxBytes } = handler;
  return async (request, response) => {
    const { status, headers } = await receiveNode(handler, request, () =>
      readNodeBody(request, request, { maxBytes, mend }),
    );
    // A time limit may have answered meanwhile.
    if (response.headersSent === true) return;
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.end();
  };
}
