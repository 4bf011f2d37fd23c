import { WEBHOOK_EVENTS, type KnownWebhookEvent } from '@luxcore/contract';
import {
  describeValue,
  fromRuntime,
  webhookVerificationError,
  type WebhookVerificationError,
} from '@luxcore/errors';
import type { Body } from '@luxcore/signing';
import { rawBytes } from '../raw-body.ts';
import type { WebhookEvent } from './webhook-event.ts';

type JsonObject = Readonly<Record<string, unknown>>;

// Made at first use: importing works on an engine without one.
let decoder: TextDecoder | undefined;

/**
 * Reads the event of a delivery that has been verified, and checks what is relied on: that it is a JSON
 * object with a name and an id, that a known event carries what it is about, and that a payment has an
 * id and, if any, a `status_version` that can be compared.
 *
 * The envelope begins with `id`, `created_at` and `merchant_id` [documented]; the event's name under
 * `event`, and what it is about under `payment`, `balance`, `merchant` or `ticket`, are [assumed]. The
 * older envelope `{event, payment}` is read too. An event that is not known comes as `unknown`.
 *
 * @throws {WebhookVerificationError} `INVALID_EVENT`, `RAW_BODY_REQUIRED`
 * @example
 * ```ts
 * import { parseEvent } from '@luxcore/webhooks';
 *
 * const event = parseEvent('{"id":"evt_1","event":"balance.updated","balance":{}}');
 * event.type; // 'balance.updated'
 * ```
 */
export function parseEvent(body: Body): WebhookEvent {
  const envelope = parseObject(rawBytes(body));
  const { event } = envelope;
  if (typeof event !== 'string' || event === '') throw invalid('event', 'the name of one', event);
  const row = Object.hasOwn(WEBHOOK_EVENTS, event)
    ? WEBHOOK_EVENTS[event as KnownWebhookEvent]
    : undefined;
  const type = row === undefined ? 'unknown' : event;
  if (row !== undefined && row.about !== null) assertSubject(row.about, envelope[row.about]);
  return { ...envelope, id: idOf(envelope, event), type } as WebhookEvent;
}

function parseObject(bytes: Uint8Array): JsonObject {
  let value: unknown;
  decoder ??= new (fromRuntime('TextDecoder'))('utf-8', { fatal: true });
  try {
    // A byte order mark is left out by the decoder, as RFC 8259 allows.
    value = JSON.parse(decoder.decode(bytes));
  } catch {
    // The parser's own message would show what stands in the body.
    throw invalid('body', 'JSON in UTF-8', undefined, `${String(bytes.length)} other bytes`);
  }
  if (isObject(value)) return value;
  throw invalid('body', 'a JSON object', value);
}

function assertSubject(field: string, subject: unknown): void {
  if (!isObject(subject)) throw invalid(field, 'an object', subject);
  if (field !== 'payment') return;
  const { id, status_version: version } = subject;
  if (typeof id !== 'string' || id === '') throw invalid('payment.id', 'a text', id);
  if (version !== undefined && !Number.isSafeInteger(version)) {
    throw invalid('payment.status_version', 'an integer', version);
  }
}

/** [Assumed] the older envelope has no id: one payment has each status once. */
function idOf({ id, payment }: JsonObject, event: string): string {
  if (typeof id === 'string' && id !== '') return id;
  if (id !== undefined || !isObject(payment) || typeof payment.id !== 'string') {
    throw invalid('id', 'a text', id);
  }
  return [event, payment.id, String(payment.status_version ?? payment.status)].join(':');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(
  field: string,
  expected: string,
  value: unknown,
  received: string = describeValue(value),
): WebhookVerificationError {
  return webhookVerificationError(
    'INVALID_EVENT',
    `${field}: expected ${expected}, received ${received}`,
  );
}
