import type { PageQuery, RetryWebhook, WebhookDelivery } from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, enveloped, isText, readList } from './answer.ts';
import type { Calls } from './calls.ts';
import { optional, TEXT } from './fields.ts';
import type { PagePromise } from './page-promise.ts';

/** What is delivered to webhook endpoints; v1 alone. What is sent and answered is assumed. */
export interface WebhookDeliveries {
  /**
   * Has a test event delivered. Assumed: that it is `webhook.test`, and that its delivery is answered.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: the endpoint is disabled (assumed);
   *   `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const { event_id } = await client.webhooks.test('wh_1234567890');
   * ```
   */
  test(id: string, options?: CallOptions): ApiPromise<WebhookDelivery>;

  /**
   * Lists the deliveries to an endpoint: await it for one page, or iterate it for all from that page
   * on. Assumed: query, page and deliveries.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else;
   *   `VALIDATION_ERROR`: a parameter that a query cannot carry.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * for await (const { event, status } of client.webhooks.events('wh_1234567890')) {
   *   if (status === 'failed') console.log(event);
   * }
   * ```
   */
  events(id: string, query?: PageQuery, options?: CallOptions): PagePromise<WebhookDelivery>;

  /**
   * Has what was not delivered sent again: one event, or all that failed unless told. Assumed: the
   * body, and that the deliveries are answered.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const deliveries = await client.webhooks.retry('wh_1234567890', { event_id: 'evt_1234567890' });
   * ```
   */
  retry(
    id: string,
    body?: RetryWebhook,
    options?: CallOptions,
  ): ApiPromise<readonly WebhookDelivery[]>;
}

const RETRY = { event_id: /* @__PURE__ */ optional(TEXT) };
const readDelivery = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<WebhookDelivery>({ id: isText }),
);

/** Makes what the webhook endpoints of a client do with deliveries. */
export function createWebhookDeliveries({ one, pages }: Calls): WebhookDeliveries {
  return {
    test: (id, options) => one('webhooks.test', readDelivery, options, { id }),
    events: (id, query, options) => pages('webhooks.events', options, { id, query }),
    retry: (id, body = {}, options) =>
      one('webhooks.retry', readList, options, { id, body, rules: RETRY }),
  };
}
