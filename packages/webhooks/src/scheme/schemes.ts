import type { WebhookScheme } from './scheme.ts';

/** The default: for itself, so that a bundle which verifies by it holds no other. */
export const LUXCORE: WebhookScheme = {
  name: 'luxcore',
  headers: { signature: 'X-Webhook-Signature', timestamp: 'X-Webhook-Timestamp' },
  signaturePrefix: 'hmac_sha256=',
  separator: ',',
  encoding: 'hex',
  secretPrefix: 'whsec_',
  key: 'utf8',
  payload: ({ timestamp, body }) => [`${String(timestamp)}.`, body],
};

/**
 * The schemes by which deliveries are signed.
 *
 * - `luxcore`, the default: `X-Webhook-Signature: hmac_sha256=<hex>` over `{timestamp}.{body}`, with
 *   `X-Webhook-Timestamp`. **Assumed**: LuxCore documents the algorithm `hmac_sha256` and secrets that
 *   begin with `whsec_`, no more. Should it be another, give `scheme` a value of your own: that is all
 *   there is to change.
 * - `bodyOnly`: the same over the body alone. Nothing tells how old a delivery is.
 * - `standardWebhooks`: the public [Standard Webhooks](https://www.standardwebhooks.com) specification.
 *
 * @example
 * ```ts
 * import { SCHEMES, type WebhookScheme } from '@luxcore/webhooks';
 *
 * const scheme: WebhookScheme = {
 *   ...SCHEMES.luxcore,
 *   headers: { signature: 'X-LuxCore-Signature', timestamp: 'X-LuxCore-Timestamp' },
 * };
 * ```
 */
export const SCHEMES: {
  /** [Assumed] The default: a timestamp and the body, in hex. */
  readonly luxcore: WebhookScheme;
  /** The body alone, in hex: a replay is not seen by its age. */
  readonly bodyOnly: WebhookScheme;
  /** Id, timestamp and body, in base64, by a key in base64. */
  readonly standardWebhooks: WebhookScheme;
} = {
  luxcore: LUXCORE,
  bodyOnly: {
    name: 'bodyOnly',
    headers: { signature: 'X-Webhook-Signature' },
    signaturePrefix: 'hmac_sha256=',
    separator: ',',
    encoding: 'hex',
    secretPrefix: 'whsec_',
    key: 'utf8',
    payload: ({ body }) => ['', body],
  },
  standardWebhooks: {
    name: 'standardWebhooks',
    headers: {
      signature: 'webhook-signature',
      timestamp: 'webhook-timestamp',
      id: 'webhook-id',
    },
    signaturePrefix: 'v1,',
    separator: ' ',
    encoding: 'base64',
    secretPrefix: 'whsec_',
    key: 'base64',
    payload: ({ id, timestamp, body }) => [`${id}.${String(timestamp)}.`, body],
  },
};
