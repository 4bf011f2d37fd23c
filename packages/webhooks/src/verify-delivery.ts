import { parseEvent } from './events/parse-event.ts';
import type { WebhookEvent } from './events/webhook-event.ts';
import type { VerifyOptions } from './verify-options.ts';
import { verifySignature, type Delivery } from './verify-signature.ts';

/**
 * Verifies a delivery on its raw bytes and returns its event. It checks, in this order, the secrets'
 * form, that the body is raw, the headers, the timestamp both ways, the signature (every secret, in
 * constant time), and only then reads the body.
 *
 * It does not see whether the event came before: `createWebhookHandler` does.
 *
 * @param delivery - Headers as they came, and the exact text or bytes of the body.
 * @throws {WebhookVerificationError} `RAW_BODY_REQUIRED`, `MISSING_HEADER`, `DUPLICATE_HEADER`,
 *   `INVALID_TIMESTAMP`, `TIMESTAMP_OUT_OF_RANGE`, `MALFORMED_SIGNATURE`, `INVALID_SIGNATURE`,
 *   `INVALID_EVENT` (it is signed, but is no event)
 * @throws {ConfigurationError} `INVALID_WEBHOOK_SECRET`, `INVALID_OPTION`
 * @example
 * ```ts
 * import { signDelivery, verifyDelivery } from '@luxcore/webhooks';
 *
 * const secret = 'whsec_of_the_endpoint';
 * const event = { id: 'evt_1', event: 'payment.completed', payment: { id: 'pay_1' } };
 * const { headers, body } = signDelivery({ event, secret });
 *
 * const verified = verifyDelivery({ headers, body }, { secrets: secret });
 * if (verified.type === 'payment.completed') console.log(verified.payment.id); // pay_1
 * ```
 */
export function verifyDelivery(delivery: Delivery, options: VerifyOptions): WebhookEvent {
  return parseEvent(verifySignature(delivery, options).body);
}
