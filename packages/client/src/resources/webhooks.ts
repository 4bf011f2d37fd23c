import type {
  CreatedWebhook,
  CreateWebhook,
  SignatureAlgorithm,
  UpdateWebhook,
  WebhookEndpoint,
} from '@luxcore/contract';
import type { ApiPromise } from '../api-promise.ts';
import type { CallOptions } from '../call-options.ts';
import { answerWith, enveloped, isText, readList, readNothing } from './answer.ts';
import type { Calls } from './calls.ts';
import { optional, TEXT, TEXTS } from './fields.ts';
import { createWebhookDeliveries, type WebhookDeliveries } from './webhook-deliveries.ts';

/** A webhook endpoint that is about to be made. */
export interface NewWebhook extends Omit<CreateWebhook, 'signature_algorithm'> {
  /** How to sign deliveries; `hmac_sha256` unless told. */
  readonly signature_algorithm?: SignatureAlgorithm;
}

/**
 * Webhook endpoints: where LuxCore delivers events; v1 alone. `@luxcore/webhooks` verifies what is
 * delivered. Assumed, but for the creation: how they are answered.
 */
export interface Webhooks extends WebhookDeliveries {
  /**
   * Creates a webhook endpoint. Its `secret` is in this answer alone: keep it, it verifies deliveries.
   *
   * It is not sent twice: after an error with the outcome `unknown`, look at `webhooks.list` first, and
   * delete an endpoint whose secret never reached you.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: no `url`, or no `events`; `INVALID_REQUEST_BODY`:
   *   nothing was sent.
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `webhooks.create` is not among the scopes;
   *   `OPERATION_NOT_AVAILABLE` with v2 credentials.
   * @example
   * ```ts
   * const { id, secret } = await client.webhooks.create({
   *   url: 'https://shop.example/webhooks',
   *   events: ['payment.completed', 'payment.failed'],
   * });
   * ```
   */
  create(body: NewWebhook, options?: CallOptions): ApiPromise<CreatedWebhook>;

  /**
   * Lists the webhook endpoints, all of them at once (assumed), without their secrets.
   *
   * @throws {PermissionError} `SCOPE_NOT_DECLARED`: `webhooks.read` is not among the scopes;
   *   `OPERATION_NOT_AVAILABLE` with v2 credentials.
   * @example
   * ```ts
   * for (const { id, url, status } of await client.webhooks.list()) console.log(id, url, status);
   * ```
   */
  list(options?: CallOptions): ApiPromise<readonly WebhookEndpoint[]>;

  /**
   * Gets a webhook endpoint by its id, without its secret.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const { events } = await client.webhooks.get('wh_1234567890');
   * ```
   */
  get(id: string, options?: CallOptions): ApiPromise<WebhookEndpoint>;

  /**
   * Changes the URL or the events of an endpoint. Assumed: what is left out stays as it is.
   *
   * @throws {ValidationError} `VALIDATION_ERROR`: an empty `url` or empty `events`;
   *   `INVALID_PATH_PARAMETER`, `INVALID_REQUEST_BODY`: nothing was sent.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * await client.webhooks.update('wh_1234567890', { events: ['payment.completed'] });
   * ```
   */
  update(id: string, body: UpdateWebhook, options?: CallOptions): ApiPromise<WebhookEndpoint>;

  /**
   * Deletes a webhook endpoint. To rotate a secret, create a second endpoint first, then delete this.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it was deleted before.
   * @example
   * ```ts
   * await client.webhooks.delete('wh_1234567890');
   * ```
   */
  delete(id: string, options?: CallOptions): ApiPromise<undefined>;

  /**
   * Has events delivered to an endpoint again after `disable`. Assumed: that the endpoint is answered.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * const { status } = await client.webhooks.enable('wh_1234567890'); // 'active'
   * ```
   */
  enable(id: string, options?: CallOptions): ApiPromise<WebhookEndpoint>;

  /**
   * Has no more events delivered to an endpoint. Assumed: that the endpoint is answered.
   *
   * @throws {ValidationError} `INVALID_PATH_PARAMETER`: an id that would reach something else.
   * @throws {NotFoundError} `NOT_FOUND`: there is none, or it belongs to the other environment.
   * @example
   * ```ts
   * await client.webhooks.disable('wh_1234567890');
   * ```
   */
  disable(id: string, options?: CallOptions): ApiPromise<WebhookEndpoint>;
}

const DEFAULTS = { signature_algorithm: 'hmac_sha256' };
const CREATE = { url: TEXT, events: TEXTS, signature_algorithm: TEXT };
const UPDATE = { url: /* @__PURE__ */ optional(TEXT), events: /* @__PURE__ */ optional(TEXTS) };

const readCreated = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<CreatedWebhook>({ id: isText, secret: isText }),
);
const readEndpoint = /* @__PURE__ */ enveloped(
  /* @__PURE__ */ answerWith<WebhookEndpoint>({ id: isText }),
);

/** Makes the webhook endpoints of a client. */
export function createWebhooks(calls: Calls): Webhooks {
  const { one } = calls;
  return {
    create: (body, options) =>
      one('webhooks.create', readCreated, options, { body, defaults: DEFAULTS, rules: CREATE }),
    list: (options) => one('webhooks.list', readList, options),
    get: (id, options) => one('webhooks.get', readEndpoint, options, { id }),
    update: (id, body, options) =>
      one('webhooks.update', readEndpoint, options, { id, body, rules: UPDATE }),
    delete: (id, options) => one('webhooks.delete', readNothing, options, { id }),
    enable: (id, options) => one('webhooks.enable', readEndpoint, options, { id }),
    disable: (id, options) => one('webhooks.disable', readEndpoint, options, { id }),
    ...createWebhookDeliveries(calls),
  };
}
