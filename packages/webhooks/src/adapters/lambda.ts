import type { Body } from '@luxcore/signing';
import { decodeBase64 } from '../decode-base64.ts';
import { rawBodyRequired } from '../raw-body.ts';
import type { WebhookHandler } from '../webhook-handler.ts';
import { bodyLost } from './node-body.ts';

/**
 * An event of API Gateway (payload format 1.0 or 2.0), of a function URL, or of an Application Load
 * Balancer.
 */
export interface LambdaEvent {
  /** In payload format 1.0 and from a load balancer. */
  readonly httpMethod?: string | undefined;
  /** In payload format 2.0 and from a function URL, it has the method under `http.method`. */
  readonly requestContext?: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly multiValueHeaders?:
    Readonly<Record<string, readonly string[] | undefined>> | null | undefined;
  readonly body?: string | null | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

/** What a Lambda function answers. */
export interface LambdaAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: '';
}

/**
 * Makes a Lambda function of a handler, for API Gateway, function URLs and load balancers. Binary
 * bodies, which come in base64, are decoded before they are verified.
 *
 * Where a middleware has parsed the body, the answer is 500, and `onError` is told
 * `RAW_BODY_REQUIRED`.
 *
 * @example
 * ```ts
 * import { createWebhookHandler } from '@luxcore/webhooks';
 * import { toLambda } from '@luxcore/webhooks/lambda';
 *
 * const webhooks = createWebhookHandler({
 *   secrets: process.env.LUXCORE_WEBHOOK_SECRET ?? '',
 *   on: { 'payment.completed': ({ payment }) => { console.log(payment.id); } },
 * });
 * export const handler = toLambda(webhooks);
 * ```
 */
export function toLambda(handler: WebhookHandler): (event: LambdaEvent) => Promise<LambdaAnswer> {
  return async (event) => {
    const { status, headers } = await handler.receive({
      method: methodOf(event),
      // Where there are both, only these tell of a header that was sent twice.
      headers: event.multiValueHeaders ?? event.headers ?? {},
      body: () => bodyOf(event),
    });
    return { statusCode: status, headers: { ...headers }, body: '' };
  };
}

const MEND = 'pass the event as it came, before a middleware parses its body';

function methodOf({ httpMethod, requestContext }: LambdaEvent): string | undefined {
  const context = requestContext as { readonly http?: { readonly method?: string } } | undefined;
  return httpMethod ?? context?.http?.method;
}

function bodyOf({ body, isBase64Encoded }: LambdaEvent): Body {
  if (body === undefined || body === null) return undefined;
  if (typeof body !== 'string') throw bodyLost(body, MEND);
  return isBase64Encoded === true ? decoded(body) : body;
}

function decoded(base64: string): Uint8Array {
  try {
    return decodeBase64(base64);
  } catch {
    throw rawBodyRequired('a text that is no base64', MEND);
  }
}
