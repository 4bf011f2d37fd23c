import { assertOption } from '@luxcore/errors';
import type { Body, Bytes, Clock } from '@luxcore/signing';
import { createNonce } from '@luxcore/signing';
import { readClock } from '@luxcore/signing/primitives';
import { rawBytes } from './raw-body.ts';
import { encodeDigest } from './scheme/read-signatures.ts';
import { LUXCORE } from './scheme/schemes.ts';
import type { WebhookScheme } from './scheme/scheme.ts';
import { webhookKeys, type WebhookSecrets } from './scheme/webhook-secret.ts';

/** What to sign: the exact body, or an event that is serialised here. */
export type DeliveryContent =
  | {
      /** Is signed and sent to the byte. */
      readonly body: Body;
      readonly event?: never;
    }
  | {
      /** The envelope: `{ id, event, payment }` and so on, as JSON. */
      readonly event: Readonly<Record<string, unknown>>;
      readonly body?: never;
    };

/** What a delivery is signed with. */
export interface SignDeliveryOptions {
  /** The secret of the endpoint; with several, the delivery carries a signature of each. */
  readonly secret: WebhookSecrets;
  /** How deliveries are signed; `SCHEMES.luxcore` unless told. */
  readonly scheme?: WebhookScheme | undefined;
  /** Unix time in seconds; that of the clock unless told. */
  readonly timestamp?: number | undefined;
  /** The value of the id header, where the scheme has one; `msg_` and a random text unless told. */
  readonly id?: string | undefined;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly now?: Clock | undefined;
}

/** A delivery that is ready to be sent. */
export interface SignedDelivery {
  /** Those of the scheme, and `Content-Type: application/json`. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is signed, to the byte. */
  readonly body: string | Bytes;
}

/**
 * Signs a delivery as LuxCore does [assumed, see `SCHEMES`], to test a handler with. Send its `headers`
 * and that very `body`.
 *
 * @throws {WebhookVerificationError} `RAW_BODY_REQUIRED`
 * @throws {ConfigurationError} `INVALID_WEBHOOK_SECRET`, `INVALID_OPTION`
 * @example
 * ```ts
 * import { signDelivery } from '@luxcore/webhooks';
 *
 * const event = { id: 'evt_1', event: 'payment.completed', payment: { id: 'pay_1' } };
 * const { headers, body } = signDelivery({ event, secret: 'whsec_of_the_endpoint' });
 * const request = new Request('http://127.0.0.1/webhooks', { method: 'POST', headers, body });
 * ```
 */
export function signDelivery(options: DeliveryContent & SignDeliveryOptions): SignedDelivery {
  const { scheme = LUXCORE, now = Date.now } = options;
  const timestamp = options.timestamp ?? Math.floor(readClock(now) / 1000);
  assertOption(
    Number.isSafeInteger(timestamp) && timestamp >= 0,
    'timestamp',
    'Unix time in whole seconds',
    timestamp,
  );
  const id = options.id ?? `msg_${createNonce()}`;
  const body = options.event === undefined ? options.body : JSON.stringify(options.event);
  const content = rawBytes(body);
  const payload = scheme.payload({ id, timestamp, body: content });
  const signatures = webhookKeys(options.secret, scheme).map(
    (key) => scheme.signaturePrefix + encodeDigest(key.digest(...payload), scheme),
  );
  const names = scheme.headers;
  return {
    headers: {
      'Content-Type': 'application/json',
      ...(names.id !== undefined && { [names.id]: id }),
      ...(names.timestamp !== undefined && { [names.timestamp]: String(timestamp) }),
      [names.signature]: signatures.join(scheme.separator),
    },
    body: typeof body === 'string' ? body : new Uint8Array(content),
  };
}
